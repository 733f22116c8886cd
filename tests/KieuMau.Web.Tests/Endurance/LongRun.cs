using System.Globalization;

namespace KieuMau.Web.Tests.Endurance;

/// <summary>
/// How long the tests of this folder go on: as long as the suite can bear, or as long as <c>scripts/endure.cs</c> asks for,
/// which also wants to know in a line what each came to.
/// </summary>
internal static class LongRun
{
    /// <summary>How often the program is killed.</summary>
    public static int Rounds => Number("KIEUMAU_ENDURE_ROUNDS", 10);

    /// <summary>How long a crowd goes on entering.</summary>
    public static TimeSpan CrowdTime => TimeSpan.FromSeconds(Number("KIEUMAU_ENDURE_SECONDS", 30));

    public static void Line(string text)
    {
        if (Environment.GetEnvironmentVariable("KIEUMAU_ENDURE_OUT") is { Length: > 0 } file) File.AppendAllText(file, $"- {text}\n");
    }

    private static int Number(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var asked) ? asked : usual;
}
