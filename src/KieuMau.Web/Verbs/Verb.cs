using KieuMau.Web.Data;

namespace KieuMau.Web.Verbs;

/// <summary>Lệnh: one act of the same executable without a page.</summary>
/// <param name="Usage">One line, as typed.</param>
/// <param name="Options">Options with a value ("--set") and flags ("--json"), each with what it means.</param>
public sealed record Verb(string Name, string Purpose, string Usage, IReadOnlyList<VerbOption> Options, Func<VerbArguments, Task<int>> Run)
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUsage = 2;

    public string Help() => string.Join(Environment.NewLine,
        [Purpose, "", $"  {Usage}", "", .. Options.Select(option => $"  {option.Name,-18} {option.Meaning}"), "",
            "Mã thoát: 0 xong · 1 bị từ chối, kèm mọi lỗi · 2 gõ sai lệnh."]);
}

/// <param name="Flag">Stands alone, without a value.</param>
/// <param name="Needed">The verb cannot do without it.</param>
public sealed record VerbOption(string Name, string Meaning, bool Flag = false, bool Needed = false);

/// <summary>What was typed after the verb.</summary>
public sealed class VerbArguments
{
    private readonly Dictionary<string, List<string>> options = [];

    public List<string> Rest { get; } = [];

    public bool Has(string flag) => options.ContainsKey(flag);

    public string? Find(string option) => options.GetValueOrDefault(option)?[^1];

    public string this[string option] => Find(option) ?? throw new InvalidOperationException($"{option} was declared as needed.");

    public IReadOnlyList<string> All(string option) => options.GetValueOrDefault(option) ?? [];

    /// <returns>The arguments, or what is wrong with them.</returns>
    public static (VerbArguments? Arguments, string Problem) Read(Verb verb, IReadOnlyList<string> typed)
    {
        var read = new VerbArguments();
        for (var i = 0; i < typed.Count; i++)
        {
            if (!typed[i].StartsWith("--", StringComparison.Ordinal))
            {
                read.Rest.Add(typed[i]);
                continue;
            }

            var (name, inline) = typed[i].IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (typed[i][..at], typed[i][(at + 1)..]) : (typed[i], null);
            if (verb.Options.FirstOrDefault(option => option.Name == name) is not { } known) return (null, $"Không có tùy chọn “{name}”.");
            if (known.Flag) read.Put(name, "");
            else if (inline is not null) read.Put(name, inline);
            else if (i + 1 < typed.Count) read.Put(name, typed[++i]);
            else return (null, $"“{name}” thiếu giá trị.");
        }

        var lacking = verb.Options.FirstOrDefault(option => option.Needed && !read.Has(option.Name));
        return lacking is null ? (read, "") : (null, $"Thiếu “{lacking.Name}”: {lacking.Meaning}");
    }

    private void Put(string name, string value)
    {
        if (!options.TryGetValue(name, out var values)) options[name] = values = [];
        values.Add(value);
    }
}

/// <summary>Every verb, in the order of the help.</summary>
public static class VerbTable
{
    public static readonly IReadOnlyList<Verb> All = [CheckVerb.Verb, MeasuresVerb.Verb, EvaluateVerb.Verb, ImportVerb.Verb, ExportVerb.Verb, CheckEvidenceVerb.Verb,
        BackupVerbs.NewKey, BackupVerbs.Backup, BackupVerbs.Verify, BackupVerbs.Restore, BackupVerbs.Move, BackupVerbs.ExportAll, RetentionVerb.Verb, VerifyJournalVerb.Verb, AccountsVerb.Verb];

    /// <summary>Whether these arguments ask for a verb rather than for the site.</summary>
    public static bool Asks(string[] typed) => typed.Length > 0 && (!typed[0].StartsWith("--", StringComparison.Ordinal) || typed[0] is "--help");

    /// <returns>The exit code.</returns>
    public static async Task<int> Run(string[] typed)
    {
        if (typed[0] is "--help" or "help") return Say(Console.Out, Overview(), Verb.Done);
        if (All.FirstOrDefault(verb => verb.Name == typed[0]) is not { } verb) return Say(Console.Error, $"Không có lệnh “{typed[0]}”.{Environment.NewLine}{Environment.NewLine}{Overview()}", Verb.WrongUsage);
        if (typed.Contains("--help")) return Say(Console.Out, verb.Help(), Verb.Done);
        var (arguments, problem) = VerbArguments.Read(verb, typed[1..]);
        if (arguments is null) return Say(Console.Error, $"{problem}{Environment.NewLine}{Environment.NewLine}{verb.Help()}", Verb.WrongUsage);
        try
        {
            return await verb.Run(arguments);
        }
        catch (Exception error) when (FailureWords.Find(error) is not null)
        {
            var refused = error as FileRefusedException ?? new FileRefusedException([new("", 0, 0, FailureWords.Of(error))]);
            return arguments.Has("--json") ? VerbOutput.Errors(refused.Problems) : Say(Console.Error, refused.Message, Verb.Refused);
        }
    }

    private static string Overview() => string.Join(Environment.NewLine,
        ["Kiểu Mẫu. Không có lệnh: chạy trang web. Các lệnh:", "", .. All.Select(verb => $"  {verb.Name,-15} {verb.Purpose}"), "", "“<lệnh> --help” cho từng lệnh."]);

    private static int Say(TextWriter to, string text, int code)
    {
        to.WriteLine(text);
        return code;
    }
}
