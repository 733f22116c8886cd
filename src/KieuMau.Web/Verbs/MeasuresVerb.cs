using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Web.Verbs;

/// <summary>Số đo một bộ cần: what must be known to judge it.</summary>
internal static class MeasuresVerb
{
    public static readonly Verb Verb = new(
        "measures",
        "Liệt kê số đo mà một bộ tiêu chí cần.",
        "measures --criteria <tệp|thư mục> --set <mã bộ> --json",
        [new("--criteria", "tệp hoặc thư mục bộ tiêu chí; dùng được nhiều lần", Needed: true), new("--set", "mã bộ tiêu chí", Needed: true), new("--json", "kết quả dạng JSON", Flag: true)],
        Run);

    private static Task<int> Run(VerbArguments arguments)
    {
        var library = CriteriaFiles.Load(arguments.All("--criteria")).Library;
        if (library.Find(arguments["--set"]) is not { } set)
        {
            throw new FileRefusedException([new(arguments["--criteria"], 0, 0, $"Không có bộ “{arguments["--set"]}”. Các bộ đang có: {string.Join(", ", library.Sets.Select(one => one.Id))}.")]);
        }

        var measures = set.Latest.Indicators.SelectMany(line => RequirementWalk.MeasuresOf(line.Requirement)).Distinct().ToList();
        if (arguments.Has("--json")) VerbOutput.Write(measures.Select(Described));
        else foreach (var measure in measures) Console.WriteLine($"{measure.Code}\t{measure.Name}\t{measure.Unit}");
        return Task.FromResult(Verb.Done);
    }

    private static object Described(Measure measure) => new
    {
        Measure = measure.Code,
        measure.Name,
        Kind = measure.Kind switch
        {
            MeasureKind.Count or MeasureKind.Quantity => "number",
            MeasureKind.Money => "money",
            MeasureKind.Percentage => "percentage",
            MeasureKind.YesNo => "yes-no",
            MeasureKind.Level => "level",
            MeasureKind.Choices => "choices",
            _ => "statement",
        },
        Unit = measure.Kind == MeasureKind.Percentage ? "%" : measure.Unit,
        measure.Levels,
        Time = measure.Time == MeasureTime.Flow ? "flow" : "state",
        Period = measure.Period switch { PeriodKind.Year => "year", PeriodKind.Half => "half", PeriodKind.Quarter => "quarter", _ => "month" },
        Choices = measure.Kind switch { MeasureKind.Level => measure.Scale, MeasureKind.Choices => measure.Options, MeasureKind.Statement => measure.Facets, _ => [] },
        Coarser = measure.Coarser switch
        {
            Coarser.ShareOf(var whole) => new { Kind = "share", Of = whole, Question = "" },
            Coarser.AllOrNot(var question) => new { Kind = "all-or-not", Of = measure.AtMost?.Spoken() ?? "", Question = question },
            Coarser.AtLeastOrNone(var question, var least) => new { Kind = "at-least", Of = NumberText.Canonical(least), Question = question },
            Coarser.Lowest => new { Kind = "lowest", Of = "", Question = "" },
            _ => null,
        },
    };
}
