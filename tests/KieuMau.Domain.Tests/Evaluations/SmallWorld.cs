using CsCheck;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;

namespace KieuMau.Domain.Tests.Evaluations;

/// <summary>A dozen numbers of one unit that agree with one another, some of them known.</summary>
/// <param name="Known">One bit for each input.</param>
internal sealed record SmallWorld(int Total, int Part, int Inner, int Bad, int Excused, int Tenths, bool First, bool Second, int Rank, int Chosen, int EventsBefore, int[] EventsByQuarter, bool ByQuarter, bool AsShare, int Known)
{
    public const int Inputs = 15;

    public static readonly DateOnly At = new(2024, 12, 31);

    private static readonly Unit Here = Case.UnitOf(Case.Here, "xã", null);

    public static readonly Measure T = Case.Count("tổng", GoodDirection.None);
    public static readonly Measure P = Case.Within(new() { Code = "P", Name = "phần", Kind = MeasureKind.Count, Unit = "hộ", Wanted = GoodDirection.Up, Coarser = new Coarser.ShareOf("tổng") }, T);
    public static readonly Measure Q = Case.Within(Case.Count("phần trong"), P);
    public static readonly Measure B = Case.Within(Case.Count("nghèo", GoodDirection.Down), T);
    public static readonly Measure X = Case.Within(new() { Code = "X", Name = "được trừ", Kind = MeasureKind.Count, Unit = "hộ", Wanted = GoodDirection.Up, NeverLever = true }, B);
    public static readonly Measure K = Case.Quantity("thu nhập");
    public static readonly Measure Y1 = Case.YesNo("việc một");
    public static readonly Measure Y2 = Case.YesNo("có nghĩa trang");
    public static readonly Measure L = new() { Code = "L", Name = "xếp loại", Kind = MeasureKind.Level, Scale = ["Kém", "Khá", "Tốt"], Wanted = GoodDirection.Up };
    public static readonly Measure C = new() { Code = "C", Name = "dịch vụ", Kind = MeasureKind.Choices, Options = ["a", "b", "c"], Wanted = GoodDirection.Up };
    public static readonly Measure E = Case.Events("sự cố");

    public static readonly CriteriaLibrary Library = new(new MeasureDictionary([T, P, Q, B, X, K, Y1, Y2, L, C, E]), []);

    public static readonly Gen<SmallWorld> Any =
        from numbers in Gen.Int[0, 20].Array[5]
        from tenths in Gen.Int[0, 30]
        from bits in Gen.Int[0, 15]
        from rank in Gen.Int[0, 2]
        from chosen in Gen.Int[0, 7]
        from events in Gen.Int[0, 2].Array[5]
        from known in Gen.Int[0, (1 << Inputs) - 1]
        select Of(numbers, tenths, bits, rank, chosen, events, known);

    public static readonly Gen<SmallWorld> WhollyKnown = Any.Select(world => world with { Known = (1 << Inputs) - 1 });

    private static SmallWorld Of(int[] numbers, int tenths, int bits, int rank, int chosen, int[] events, int known)
    {
        var total = numbers[0];
        var part = Math.Min(numbers[1], total);
        var bad = Math.Min(numbers[3], total);
        return new(total, part, Math.Min(numbers[2], part), bad, Math.Min(numbers[4], bad), tenths, (bits & 1) != 0, (bits & 2) != 0, rank, chosen, events[4], events[..4], (bits & 4) != 0, (bits & 8) != 0, known);
    }

    /// <summary>The percentage is used only where it says exactly the same as the count.</summary>
    public bool SharePossible => AsShare && Total > 0 && Part * 1000 % Total == 0;

    /// <summary>What is known, with the whole year's events entered once or by quarter and the part as a count or, where exact, as a percentage.</summary>
    public List<Fact> Facts()
    {
        var facts = new List<Fact>();
        void Add(int bit, Measure measure, ObservedValue value, string period = "2024")
        {
            if ((Known >> bit & 1) == 0) return;
            var of = Period.Parse(period);
            facts.Add(new(measure, of, "", value, of.Last, new DateTime(2024, 1, 1).AddMinutes(facts.Count), Revision: facts.Count));
        }

        Add(0, T, new ObservedValue.Number(Total));
        Add(1, P, SharePossible ? new ObservedValue.Share(Part * 1000 / Total / 10m) : new ObservedValue.Number(Part));
        Add(2, Q, new ObservedValue.Number(Inner));
        Add(3, B, new ObservedValue.Number(Bad));
        Add(4, X, new ObservedValue.Number(Excused));
        Add(5, K, new ObservedValue.Number(Tenths / 10m));
        Add(6, Y1, new ObservedValue.Answer(First));
        Add(7, Y2, new ObservedValue.Answer(Second));
        Add(8, L, new ObservedValue.Level(Rank));
        Add(9, C, new ObservedValue.Chosen([.. C.Options.Where((_, index) => (Chosen >> index & 1) != 0)]));
        Add(10, E, new ObservedValue.Number(EventsBefore), "2023");
        if (!ByQuarter) Add(11, E, new ObservedValue.Number(EventsByQuarter.Sum()));
        for (var i = 0; ByQuarter && i < 4; i++) Add(11 + i, E, new ObservedValue.Number(EventsByQuarter[i]), $"2024-Q{i + 1}");
        return facts;
    }

    public override string ToString() => string.Join(", ", Facts().Select(fact => $"{fact.Measure.Name} {fact.Period} = {fact.Value.Spoken(fact.Measure)}"));

    public Evaluation Judge(CriteriaSet set, bool explain = false) => Judge(set, Facts(), explain);

    public static Evaluation Judge(CriteriaSet set, IEnumerable<Fact> facts, bool explain = false, IReadOnlyList<Title>? titles = null)
    {
        var known = new UnitFacts(facts);
        return new Evaluator(Library).Evaluate(set, Case.Here, new Knowledge(new UnitTree([Here]), _ => known, _ => titles ?? []), new Moment(At), explain);
    }
}
