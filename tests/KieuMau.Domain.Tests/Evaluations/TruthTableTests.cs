using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using static KieuMau.Domain.Tests.Evaluations.Case;

namespace KieuMau.Domain.Tests.Evaluations;

/// <summary>Every combination of up to four parts against the tables as the rules word them.</summary>
public sealed class TruthTableTests
{
    private static readonly Verdict[] Five = Enum.GetValues<Verdict>();

    private static IEnumerable<Verdict[]> Combinations(int parts) =>
        parts == 0 ? [[]] : Combinations(parts - 1).SelectMany(_ => Five, (before, last) => (Verdict[])[.. before, last]);

    /// <summary>Five measures and five rules over them, one for each verdict.</summary>
    private static Requirement Part(Verdict verdict) => verdict switch
    {
        Verdict.Met => AtLeast(Of(One), 1),
        Verdict.NotMet => AtLeast(Of(One), 2),
        Verdict.NoData => AtLeast(Of(Unknown), 1),
        Verdict.NoThreshold => NoLevel(One),
        _ => AtLeast(Ratio(One, Zero), 1, WhenZero.NotApplicable),
    };

    private static readonly Measure One = Count("một");
    private static readonly Measure Zero = Count("không");
    private static readonly Measure Unknown = Count("chưa biết");

    private static Verdict Judged(Requirement requirement) => new Case().With(Unknown).Knows(One, "2024", 1).Knows(Zero, "2024", 0).Verdict(requirement);

    [Fact]
    public void Each_part_is_what_it_stands_for() => Assert.Equal(Five, Five.Select(verdict => Judged(Part(verdict))));

    [Fact]
    public void All_of_them()
    {
        static Verdict Expected(Verdict[] parts) =>
            parts.Length == 0 ? Verdict.NoThreshold
            : parts.Contains(Verdict.NotMet) ? Verdict.NotMet
            : parts.Contains(Verdict.NoData) ? Verdict.NoData
            : parts.Contains(Verdict.NoThreshold) ? Verdict.NoThreshold
            : parts.Contains(Verdict.Met) ? Verdict.Met
            : Verdict.NotApplicable;

        for (var parts = 0; parts <= 4; parts++)
        {
            Assert.All(Combinations(parts), one => Assert.Equal(Expected(one), Judged(All([.. one.Select(Part)]))));
        }
    }

    [Fact]
    public void At_least_n_of_them()
    {
        // asked of every way the open parts could still come out: met if all ways meet, not met if none does
        static Verdict Expected(int count, Verdict[] parts)
        {
            var judged = parts.Where(part => part != Verdict.NotApplicable).ToList();
            if (parts.Length == 0) return Verdict.NoThreshold;
            if (judged.Count == 0) return Verdict.NotApplicable;
            var met = judged.Count(part => part == Verdict.Met);
            var open = judged.Count(part => part is Verdict.NoData or Verdict.NoThreshold);
            var ways = Enumerable.Range(met, open + 1).Select(total => total >= count).ToList();
            return ways.TrueForAll(way => way) ? Verdict.Met : !ways.Contains(true) ? Verdict.NotMet : judged.Contains(Verdict.NoData) ? Verdict.NoData : Verdict.NoThreshold;
        }

        for (var parts = 0; parts <= 4; parts++)
        {
            foreach (var one in Combinations(parts))
            {
                for (var count = 1; count <= 3; count++) Assert.Equal(Expected(count, one), Judged(Some(count, [.. one.Select(Part)])));
            }
        }
    }

    [Fact]
    public void The_mark_of_the_unverified_follows_the_parts_that_decide()
    {
        // whether the verdict would still stand if every unverified part were open
        foreach (var verdicts in Combinations(3))
        {
            for (var marks = 0; marks < 8; marks++)
            {
                var lines = verdicts.Select((verdict, index) => Line($"{index}", Part(verdict), (marks >> index & 1) == 1 ? Recalled : Confirmed)).ToArray();
                var strict = verdicts.Select((verdict, index) => (marks >> index & 1) == 1 && verdict is Verdict.Met or Verdict.NotMet ? ((marks >> index & 1) == 1 ? Verdict.NoData : verdict) : verdict).ToArray();
                foreach (var rule in new[] { null, Some(1, [.. lines.Select(line => new Requirement.Ref(line.Code))]), Some(2, [.. lines.Select(line => new Requirement.Ref(line.Code))]) })
                {
                    var judged = new Case().With(Unknown).Knows(One, "2024", 1).Knows(Zero, "2024", 0).Judge(SetOf("bo", lines) with { Requirement = rule });
                    var stripped = new Case().With(Unknown).Knows(One, "2024", 1).Knows(Zero, "2024", 0).Judge(SetOf("bo", [.. strict.Select((verdict, index) => Line($"{index}", Part(verdict)))]) with { Requirement = rule });
                    var decided = judged.Verdict is Verdict.Met or Verdict.NotMet;
                    Assert.Equal(decided && stripped.Verdict != judged.Verdict, judged.Unverified);
                }
            }
        }
    }

    [Fact]
    public void A_set_without_lines_has_no_threshold() => Assert.Equal(Verdict.NoThreshold, new Case().Judge(SetOf("khung")).Verdict);
}
