using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Web.Verbs;

/// <summary>Kiểm tra bộ tiêu chí: reads every file, runs every example.</summary>
internal static class CheckVerb
{
    public static readonly Verb Verb = new(
        "check",
        "Kiểm tra tệp bộ tiêu chí và chạy ví dụ trong đó.",
        "check <tệp hoặc thư mục>… [--remarks] [--json]",
        [new("--remarks", "in cả những chỗ nên xem lại", Flag: true), new("--json", "kết quả dạng JSON", Flag: true)],
        Run);

    private static Task<int> Run(VerbArguments arguments)
    {
        if (arguments.Rest.Count == 0)
        {
            Console.Error.WriteLine(Verb.Help());
            return Task.FromResult(Verb.WrongUsage);
        }

        var plain = CriteriaFiles.Load(arguments.Rest);
        var texts = CriteriaFiles.Gather(arguments.Rest, illustrations: true);
        var whole = texts.Count > plain.Texts.Count ? CriteriaFiles.Read(texts) : plain; // the illustrations too must lie on their sets without an error
        var read = plain.Texts.Select(text => text.Name).ToHashSet();
        var problems = Failures(plain, plain.Examples)
            .Concat(Failures(whole, whole.Examples.Where(example => !read.Contains(example.Node.File))))
            .Concat(FloorChecks.TooEasy(plain))
            .ToList();
        if (arguments.Has("--json"))
        {
            if (problems.Count > 0) return Task.FromResult(VerbOutput.Errors(problems));
            VerbOutput.Write(new { Files = texts.Count, Sets = plain.Library.Sets.Count(), Measures = plain.Library.Measures.All.Count, Examples = whole.Examples.Count, Remarks = plain.Remarks.Select(remark => remark.ToString()) });
            return Task.FromResult(Verb.Done);
        }

        foreach (var problem in problems) Console.Error.WriteLine(problem);
        if (arguments.Has("--remarks")) foreach (var remark in plain.Remarks) Console.WriteLine($"Nhắc: {remark}");
        Console.WriteLine($"{texts.Count} tệp, {plain.Library.Sets.Count()} bộ, {plain.Library.Measures.All.Count} số đo, {whole.Examples.Count} ví dụ, {problems.Count} lỗi, {plain.Remarks.Count} chỗ nên xem lại.");
        return Task.FromResult(problems.Count > 0 ? Verb.Refused : Verb.Done);
    }

    private static IEnumerable<FileProblem> Failures(LoadedCriteria criteria, IEnumerable<Example> examples)
    {
        var runner = new ExampleRunner(criteria.Library);
        return examples.Select(runner.Run).OfType<FileProblem>();
    }
}
