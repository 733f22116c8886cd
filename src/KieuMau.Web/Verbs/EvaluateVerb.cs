using System.Globalization;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Formats.CriteriaSets;
using KieuMau.Formats.Observations;
using KieuMau.Formats.Units;

namespace KieuMau.Web.Verbs;

/// <summary>Đánh giá không cần cơ sở dữ liệu: plain files in, one JSON out.</summary>
internal static class EvaluateVerb
{
    public static readonly Verb Verb = new(
        "evaluate",
        "Xét một đơn vị theo một bộ tiêu chí từ các tệp CSV.",
        "evaluate --criteria <tệp|thư mục> --set <mã> --units <csv> --observations <csv> [--titles <csv>] --unit <mã> --at <yyyy-mm-dd> [--known <yyyy-mm-dd>] [--as-if-in-force] --json",
        [
            new("--criteria", "tệp hoặc thư mục bộ tiêu chí; dùng được nhiều lần", Needed: true),
            new("--set", "mã bộ tiêu chí", Needed: true),
            new("--units", "CSV đơn vị: code,name,level,parent,valid_from,valid_to,attributes,successors", Needed: true),
            new("--observations", "CSV số liệu: unit,period,measure,value,as_of,split,note", Needed: true),
            new("--titles", "CSV danh hiệu, công nhận: unit,title,decision,valid_from,valid_to,revoked_on"),
            new("--unit", "mã đơn vị được xét", Needed: true),
            new("--at", "ngày xét", Needed: true),
            new("--known", "chỉ dùng số liệu đã biết đến ngày này; tệp CSV coi như biết từ ngày số liệu tính đến"),
            new("--as-if-in-force", "xét theo bộ không còn hoặc chưa có hiệu lực", Flag: true),
            new("--json", "kết quả dạng JSON", Flag: true),
        ],
        Run);

    private static Task<int> Run(VerbArguments arguments)
    {
        if (Date(arguments["--at"]) is not { } at || (arguments.Has("--known") && Date(arguments["--known"]) is null))
        {
            Console.Error.WriteLine("Ngày viết dạng năm-tháng-ngày, ví dụ 2024-12-31.");
            return Task.FromResult(Verb.WrongUsage);
        }

        var library = CriteriaFiles.Load(arguments.All("--criteria")).Library;
        var knowledge = ReadKnowledge(arguments, library);
        var moment = new Moment(at, KnownBy(arguments), arguments.Has("--as-if-in-force"));
        var evaluator = new Evaluator(library);
        if (evaluator.Refuse(arguments["--set"], arguments["--unit"], knowledge, moment) is { } refusal)
        {
            throw new FileRefusedException([new("", 0, 0, refusal.Text)]);
        }

        var set = library.Find(arguments["--set"], at)!;
        var evaluation = evaluator.Evaluate(set, arguments["--unit"], knowledge, moment, explain: true);
        if (arguments.Has("--json")) VerbOutput.Write(Described(evaluation));
        else Print(evaluation);
        return Task.FromResult(Verb.Done);
    }

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static DateTime? KnownBy(VerbArguments arguments) =>
        arguments.Has("--known") ? Date(arguments["--known"])!.Value.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc) : null;

    /// <summary>All errors of all files at once.</summary>
    private static Knowledge ReadKnowledge(VerbArguments arguments, CriteriaLibrary library)
    {
        var units = Open(arguments["--units"], text => UnitsCsv.Read(text, arguments["--units"]));
        var tree = new UnitTree(units.Items);
        var observations = Open(arguments["--observations"], text => ObservationsCsv.Read(text, arguments["--observations"], library.Measures, tree));
        var titles = arguments.Find("--titles") is { } file ? Open(file, text => TitlesCsv.Read(text, file, tree)) : null;
        var problems = units.Problems.Concat(observations.Problems).Concat(titles?.Problems ?? []).Concat(Inapplicable(observations.Items, arguments, library)).ToList();
        if (problems.Count > 0) throw new FileRefusedException(problems);
        var facts = observations.Items.Select(read => (read.Unit, read.Fact with { SavedAt = read.Fact.AsOf.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) }));
        return Knowledge.Of(tree, facts, titles?.Items ?? []);
    }

    /// <summary>"Không áp dụng" is accepted only where a line of the set says "nếu có".</summary>
    private static IEnumerable<FileProblem> Inapplicable(IReadOnlyList<ReadObservation> observations, VerbArguments arguments, CriteriaLibrary library)
    {
        if (library.Find(arguments["--set"]) is not { } set) return [];
        var lines = set.Latest.Indicators.Select(line => (Measures: RequirementWalk.MeasuresOf(line.Requirement).ToHashSet(), May: RequirementWalk.MayBeInapplicable(line.Requirement))).ToList();
        return from read in observations
               where read.Fact.Value is ObservedValue.NotApplicable
               let asking = lines.Where(line => line.Measures.Contains(read.Fact.Measure)).ToList()
               where asking.Count > 0 && !asking.Exists(line => line.May)
               select new FileProblem(arguments["--observations"], read.Line, 1, $"“{read.Fact.Measure.Name}” không nhận “không áp dụng”: bộ tiêu chí không ghi “nếu có” ở chỉ tiêu này. Nhập số, hoặc để trống nếu chưa có số liệu.");
    }

    private static T Open<T>(string path, Func<TextReader, T> read)
    {
        if (!File.Exists(path)) throw new FileRefusedException([new(path, 0, 0, "Không có tệp này.")]);
        using var text = File.OpenText(path);
        return read(text);
    }

    private static object Described(Evaluation evaluation) => new
    {
        evaluation.Unit,
        Set = evaluation.Set.Id,
        evaluation.Set.Revision,
        At = evaluation.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Verdict = evaluation.OutcomeCode,
        evaluation.Unverified,
        evaluation.Counts.Met,
        evaluation.Counts.NotMet,
        evaluation.Counts.NoData,
        evaluation.Counts.NoThreshold,
        evaluation.Counts.NotApplicable,
        evaluation.Counts.Total,
        Criteria = evaluation.Criteria.Select(criterion => new
        {
            criterion.Criterion.Code,
            Verdict = criterion.Verdict.Code(),
            criterion.Unverified,
            Indicators = criterion.Findings.Select(Described),
        }),
    };

    private static object Described(Finding finding) => new
    {
        finding.Indicator.Code,
        Verdict = finding.Verdict.Code(),
        finding.Unverified,
        Because = finding.Because.Replace('\u00a0', ' '),
        Gap = finding.Gap is not { } gap ? null : new
        {
            Text = gap.Text.Replace('\u00a0', ' '),
            Changes = gap.Changes.Select(change => change.Split.Length == 0
                ? new Dictionary<string, string> { ["measure"] = change.Measure.Code, ["by"] = change.By, ["unit"] = change.Unit }
                : new Dictionary<string, string> { ["measure"] = change.Measure.Code, ["split"] = change.Split, ["by"] = change.By, ["unit"] = change.Unit }),
        },
        Missing = finding.Missing.Select(measure => measure.Code),
    };

    private static void Print(Evaluation evaluation)
    {
        Console.WriteLine($"{evaluation.Unit} theo “{evaluation.Set.Title}” tại {evaluation.At:dd/MM/yyyy}: {evaluation.OutcomeName}{(evaluation.Unverified ? " (chưa xác minh)" : "")}");
        var counts = evaluation.Counts;
        Console.WriteLine($"{counts.Met} đạt, {counts.NotMet} chưa đạt, {counts.NoData} chưa có số liệu, {counts.NoThreshold} chưa có ngưỡng, {counts.NotApplicable} không áp dụng; tổng {counts.Total}");
        foreach (var finding in evaluation.Findings)
        {
            Console.WriteLine($"{finding.Indicator.Code,-8} {finding.Verdict.Spoken(finding.Unverified)}. {finding.Because}{(finding.Gap is { } gap ? $" Còn thiếu: {gap.Text}." : "")}");
        }
    }
}
