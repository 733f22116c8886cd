using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>Chạy ví dụ: holds each example against the evaluator and says where they part.</summary>
public sealed class ExampleRunner(CriteriaLibrary library)
{
    private readonly CriteriaLibrary unamended = new(library.Measures, library.Sets.Select(set => new SetThroughTime(set.Id, [set.Versions[0]])));

    private const string UnitCode = "ví-dụ";
    private const string ChildLevel = "khu";

    /// <returns>Nothing when the example holds.</returns>
    public FileProblem? Run(Example example)
    {
        try
        {
            return Differs(example);
        }
        catch (TextProblemException problem)
        {
            return new(example.Node.File, example.Node.Line, example.Node.Column, $"Ví dụ của {example.LineCode}: {problem.Message}");
        }
    }

    private FileProblem? Differs(Example example)
    {
        var texts = TextsFor(example);
        var latest = texts.Find(example.SetId)!.Latest;
        var at = example.At ?? latest.InForceTo ?? new DateOnly(latest.InForceFrom.Year, 12, 31);
        var set = texts.Find(example.SetId, at)!;
        if (set.Find(example.LineCode) is null) return Says(example, $"tại ngày {at:dd/MM/yyyy} bộ chưa có chỉ tiêu này; ghi “ngày xét” khác.");
        var evaluation = new Evaluator(texts).Evaluate(set, UnitCode, KnowledgeOf(example, set, at), new Moment(at, AsIfInForce: true), explain: true);
        var finding = evaluation.Find(example.LineCode)!;
        var gap = finding.Gap?.Text.Replace('\u00a0', ' ') ?? "";
        var missing = finding.Missing.Select(measure => measure.Name).ToList();
        return 0 switch
        {
            _ when finding.Verdict != example.Expected => Says(example, $"ra “{finding.Verdict.Spoken()}”, ví dụ ghi “{example.Expected.Spoken()}”. {finding.Because}"),
            _ when example.ExpectedGap is { } wanted && wanted.Replace('\u00a0', ' ') != gap => Says(example, $"còn thiếu “{gap}”, ví dụ ghi “{wanted}”."),
            _ when example.ExpectedUnverified is { } unverified && unverified != finding.Unverified => Says(example, finding.Unverified ? "là chưa xác minh." : "không phải chưa xác minh."),
            _ when example.ExpectedMissing.Count > 0 && !example.ExpectedMissing.Order().SequenceEqual(missing.Order()) => Says(example, $"thiếu {string.Join(", ", missing)}; ví dụ ghi {string.Join(", ", example.ExpectedMissing)}."),
            _ => null,
        };
    }

    /// <summary>An example of a set speaks of its own text, one of an amendment of the set as amended so far: later amendments do not make it wrong.</summary>
    private CriteriaLibrary TextsFor(Example example) => example.Amendments == 0
        ? unamended
        : new(library.Measures, library.Sets.Select(set => set.Id == example.SetId ? new SetThroughTime(set.Id, [.. set.Versions.Take(example.Amendments + 1)]) : set));

    private static FileProblem Says(Example example, string what) =>
        new(example.Node.File, example.Node.Line, example.Node.Column, $"Ví dụ của {example.LineCode}: {what}");

    private Knowledge KnowledgeOf(Example example, CriteriaSet set, DateOnly at)
    {
        var from = new DateOnly(1900, 1, 1);
        var units = new List<Unit> { new(UnitCode, "Đơn vị ví dụ", set.Levels.Count > 0 ? set.Levels[0] : "xã", null, from, null, example.Attributes, []) };
        var facts = example.Givens.Select(given => (UnitCode, FactOf(given, at))).ToList();
        for (var i = 0; i < example.Children.Count; i++)
        {
            var code = $"{UnitCode}.{i + 1}";
            units.Add(new(code, $"Khu {i + 1}", ChildLevel, UnitCode, from, null, new Dictionary<string, string>(), []));
            facts.AddRange(example.Children[i].Select(given => (code, FactOf(given, at))));
        }

        return Knowledge.Of(new UnitTree(units), facts, example.Titles.Select(title => new Title(UnitCode, title.Name, "quyết định trong ví dụ", title.From, title.To, null)));
    }

    private Fact FactOf(Given given, DateOnly at)
    {
        var measure = library.Measures.Find(given.Measure)
            ?? throw new TextProblemException(0, $"không có số đo “{given.Measure}”.{(library.Measures.NearestName(given.Measure) is { } near ? $" Có phải “{near}”?" : "")}");
        var isPeriod = Period.TryParse(given.Key, out var period);
        if (!isPeriod) period = Period.OfYear(at.Year);
        var split = isPeriod || VietnameseText.Same(given.Key, "chung") ? "" : ObservationRules.FindSplit(measure, given.Key)
            ?? throw new TextProblemException(0, ObservationRefusals.UnknownSplit(measure, given.Key).Text);
        var text = given.Text.StartsWith("n/a:", StringComparison.Ordinal) ? $"không áp dụng: {given.Text[4..].Trim()}" : given.Text;
        var value = TypedValue.Read(text, measure, split) switch
        {
            TypedReading.One(var one) => one,
            TypedReading.Empty => new ObservedValue.Nothing(),
            TypedReading.Refused(var refusal) => throw new TextProblemException(0, refusal.Text),
            _ => throw new TextProblemException(0, $"“{given.Text}” đọc được nhiều cách."),
        };
        return new(measure, period, split, value, period.Last < at ? period.Last : at, DateTime.MinValue);
    }
}
