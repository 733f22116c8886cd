using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using static KieuMau.Domain.Tests.Evaluations.Case;

namespace KieuMau.Domain.Tests.Evaluations;

/// <summary>Hoặc chỉ có: the coarser way an office knows a number is used only when the parts are missing, and said.</summary>
public sealed class CoarserFormTests
{
    private readonly Measure people = Count("dân số", GoodDirection.None);
    private readonly Measure insured;
    private readonly Measure segments = Count("đoạn đường", GoodDirection.None);
    private readonly Measure assigned;
    private readonly Measure playgrounds = new() { Code = "vui-choi", Name = "điểm vui chơi", Kind = MeasureKind.Count, Unit = "điểm", Wanted = GoodDirection.Up, Coarser = new Coarser.AtLeastOrNone("có điểm vui chơi", 1) };
    private readonly Measure unions = new() { Code = "doan-the", Name = "xếp loại đoàn thể", Kind = MeasureKind.Level, Scale = ["Kém", "Khá", "Tốt"], Items = ["Nông dân", "Phụ nữ"], Coarser = new Coarser.Lowest() };

    public CoarserFormTests()
    {
        insured = Within(new() { Code = "bhyt", Name = "người có thẻ BHYT", Kind = MeasureKind.Count, Unit = "người", Wanted = GoodDirection.Up, Coarser = new Coarser.ShareOf("dân số") }, people);
        assigned = Within(new() { Code = "da-giao", Name = "đoạn đã giao", Kind = MeasureKind.Count, Unit = "đoạn", Wanted = GoodDirection.Up, Coarser = new Coarser.AllOrNot("mọi đoạn đã giao") }, segments);
    }

    private Requirement Insured95 => AtLeast(Ratio(insured, people), 0.95m);

    private static string Gap(Finding finding) => (finding.Gap?.Text ?? "").Replace('\u00a0', ' ');

    [Theory]
    [InlineData("95.0", Verdict.Met, "")]
    [InlineData("94.9", Verdict.NotMet, "tăng 0,1 điểm %")]
    public void Only_the_percentage_is_known(string percent, Verdict expected, string gap)
    {
        var share = new ObservedValue.Share(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture));
        foreach (var known in new[] { new Case().With(people).Knows(insured, "2024", share), new Case().Knows(people, "2024", 698).Knows(insured, "2024", share) })
        {
            var finding = known.Judge(Insured95);
            Assert.Equal((expected, gap), (finding.Verdict, Gap(finding)));
            Assert.Contains(finding.Reason!.Inputs, input => input.Note.Contains("chỉ có tỷ lệ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void With_both_parts_the_percentage_is_not_used()
    {
        var finding = new Case().Knows(people, "2024", 1000).Knows(insured, "2024", 940).Knows(insured, "2024", new ObservedValue.Share(94.0m)).Judge(Insured95);

        Assert.Equal((Verdict.NotMet, "thêm 10 người"), (finding.Verdict, Gap(finding)));
        Assert.Empty(finding.Reason!.Notes);
    }

    [Theory]
    [InlineData("94.0", false)] // exactly as counted
    [InlineData("93.9", true)]
    [InlineData("97.1", true)]
    public void Both_present_and_more_than_rounding_apart_gives_a_warning(string percent, bool warned)
    {
        var share = new ObservedValue.Share(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture));
        var finding = new Case().Knows(people, "2024", 1000).Knows(insured, "2024", 940).Knows(insured, "2024", share).Judge(Insured95);

        Assert.Equal(Verdict.NotMet, finding.Verdict);
        Assert.Equal(warned, finding.Reason!.Notes.Any(note => note.Contains("khác với số tính từ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true, Verdict.Met)]
    [InlineData(false, Verdict.NotMet)]
    public void Only_all_or_not_all_is_known(bool all, Verdict expected) =>
        Assert.Equal(expected, new Case().With(segments).Knows(assigned, "2024", all).Verdict(Compare(Ratio(assigned, segments), Comparison.Equal, Exact.One)));

    [Fact]
    public void Not_all_cannot_say_whether_it_is_half()
    {
        var finding = new Case().With(segments).Knows(assigned, "2024", false).Judge(AtLeast(Ratio(assigned, segments), 0.5m));

        Assert.Equal((Verdict.NoData, "cần nhập: đoạn đã giao"), (finding.Verdict, Gap(finding)));
    }

    [Fact]
    public void All_or_not_speaks_of_its_own_whole_only()
    {
        var others = Count("đoạn khác", GoodDirection.None);

        Assert.Equal(Verdict.NoData, new Case().Knows(others, "2024", 9).Knows(assigned, "2024", true).With(segments).Verdict(Compare(Ratio(assigned, others), Comparison.Equal, Exact.One)));
        Assert.Equal(Verdict.NotMet, new Case().Knows(others, "2024", 9).Knows(segments, "2024", 6).Knows(assigned, "2024", true).Verdict(Compare(Ratio(assigned, others), Comparison.Equal, Exact.One)));
    }

    [Fact]
    public void An_answer_at_odds_with_the_count_gives_a_warning_and_the_count_holds()
    {
        var finding = new Case().Knows(segments, "2024", 6).Knows(assigned, "2024", 5).Knows(assigned, "2024", true).Judge(Compare(Ratio(assigned, segments), Comparison.Equal, Exact.One));

        Assert.Equal(Verdict.NotMet, finding.Verdict);
        Assert.Contains(finding.Reason!.Notes, note => note.Contains("khác với số", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, true, Verdict.Met)]
    [InlineData(1, false, Verdict.NotMet)]
    [InlineData(2, true, Verdict.NoData)]
    [InlineData(2, false, Verdict.NotMet)]
    public void At_least_one_or_none_is_all_that_is_known(int wanted, bool some, Verdict expected) =>
        Assert.Equal(expected, new Case().Knows(playgrounds, "2024", some).Verdict(AtLeast(Of(playgrounds), wanted)));

    [Fact]
    public void A_count_beats_the_answer_and_the_difference_is_said()
    {
        var finding = new Case().Knows(playgrounds, "2024", true).Knows(playgrounds, "2024", 0).Judge(AtLeast(Of(playgrounds), 1));

        Assert.Equal(Verdict.NotMet, finding.Verdict);
        Assert.Contains("khác với số đếm", Assert.Single(finding.Reason!.Notes), StringComparison.Ordinal);
    }

    private Requirement Good => new Requirement.EachItem(unions, new Demand.OnScale(Comparison.AtLeast, "Khá", "≥ Khá"));

    private Case Level(Case known, string item, int rank) => known.Knows(unions, "2024", new ObservedValue.Level(rank), split: item);

    [Fact]
    public void Only_the_lowest_level_is_known()
    {
        Assert.Equal(Verdict.Met, Level(new(), "", 1).Verdict(Good));
        Assert.Equal(Verdict.NotMet, Level(new(), "", 0).Verdict(Good));
    }

    [Fact]
    public void The_lowest_level_speaks_for_the_items_nobody_entered_and_not_for_the_others()
    {
        Assert.Equal(Verdict.Met, Level(Level(new(), "", 1), "Nông dân", 2).Verdict(Good));
        Assert.Equal(Verdict.NotMet, Level(Level(new(), "", 1), "Nông dân", 0).Verdict(Good));
        Assert.Equal(Verdict.Met, Level(Level(Level(new(), "", 0), "Nông dân", 2), "Phụ nữ", 1).Verdict(Good));
    }

    [Fact]
    public void An_item_entered_for_a_date_after_D_does_not_change_the_finding_at_D()
    {
        var known = Level(Level(new(), "Nông dân", 2), "Phụ nữ", 2);
        Assert.Equal(Verdict.Met, known.Verdict(Good, "2024-12-31"));

        Assert.Equal(Verdict.Met, known.Knows(unions, "2025", new ObservedValue.Level(0), split: "Cựu chiến binh").Verdict(Good, "2024-12-31"));
    }

    [Fact]
    public void A_percentage_estimates_a_count_outside_its_ratio_and_says_so()
    {
        var finding = new Case().Knows(people, "2024", 200).Knows(insured, "2024", new ObservedValue.Share(50)).Judge(AtLeast(Of(insured), 100));

        Assert.Equal(Verdict.Met, finding.Verdict);
        Assert.Contains(finding.Reason!.Inputs, input => input.Note.Contains("ước tính", StringComparison.Ordinal));
    }
}
