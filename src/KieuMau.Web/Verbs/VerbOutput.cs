using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KieuMau.Web.Verbs;

/// <summary>JSON on standard output, Vietnamese letters as they are.</summary>
internal static class VerbOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static void Write(object value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Options));

    public static int Errors(IEnumerable<FileProblem> problems)
    {
        Write(new { Errors = problems.Select(problem => new { problem.File, problem.Line, problem.Column, problem.Message }) });
        return Verb.Refused;
    }
}
