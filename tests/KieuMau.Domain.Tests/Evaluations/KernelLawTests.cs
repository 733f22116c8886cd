using CsCheck;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Tests.Evaluations;

/// <summary>The laws of the kernel, over small sets and numbers made at random.</summary>
public sealed class KernelLawTests
{
    private static readonly long Tries = long.Parse(Environment.GetEnvironmentVariable("KIEUMAU_TRIES") ?? "1000", System.Globalization.CultureInfo.InvariantCulture);

    private static string Letters(Evaluation judged) => $"{Standing.Of(judged, 2024).Letters} {judged.OutcomeCode} {judged.Unverified}";

    /// <summary>Everything a reader sees of an evaluation.</summary>
    private static string Told(Evaluation judged) =>
        string.Join('\n', judged.Findings.Select(finding => $"{finding.Indicator.Code} {finding.Verdict} {finding.Unverified} {finding.Because} | {finding.Gap?.Text} {finding.Gap?.Effort} | {string.Join(',', finding.Missing)} | {finding.Points}")
            .Append(Letters(judged)));

    [Fact]
    public void Explaining_changes_no_verdict_and_the_five_counts_sum_to_the_total() =>
        Gen.Select(SmallWorld.Any, SmallRules.SetOf(SmallRules.AnyRule)).Sample((world, set) =>
        {
            var judged = world.Judge(set.Set, explain: true);
            return Letters(judged) == Letters(world.Judge(set.Set)) && judged.Counts.Total == set.Set.Indicators.Count() && judged.Findings.All(finding => finding.Because.Length > 0);
        }, iter: Tries);

    [Fact]
    public void Unknown_never_passes_and_never_fails() =>
        Gen.Select(SmallWorld.WhollyKnown, Gen.Int[0, (1 << SmallWorld.Inputs) - 1], SmallRules.SetOf(SmallRules.AnyRule)).Sample((whole, hidden, set) =>
        {
            // whatever the missing numbers turn out to be, what was decided without them stands
            if ((hidden >> 11 & (whole.ByQuarter ? 15 : 1)) == (whole.ByQuarter ? 15 : 1)) hidden |= 1 << 10; // with nothing of this year, last year's value would speak for it
            var decided = (whole with { Known = whole.Known & ~hidden }).Judge(set.Set).Findings;
            return decided.Zip(whole.Judge(set.Set).Findings).All(pair => pair.First.Verdict is not (Verdict.Met or Verdict.NotMet) || pair.First.Verdict == pair.Second.Verdict);
        }, iter: Tries);

    [Fact]
    public void The_order_in_which_numbers_arrive_does_not_matter() =>
        Gen.Select(SmallWorld.Any, SmallWorld.Any, SmallRules.SetOf(SmallRules.AnyRule), Gen.Int).Sample((world, later, set, seed) =>
        {
            var facts = world.Facts().Concat(later.Facts().Select(fact => fact with { SavedAt = fact.SavedAt.AddDays(1), Revision = fact.Revision + 100 })).ToArray();
            var forwards = Told(SmallWorld.Judge(set.Set, facts, explain: true));
            new Random(seed).Shuffle(facts);
            return forwards == Told(SmallWorld.Judge(set.Set, facts, explain: true));
        }, iter: Tries);

    [Fact]
    public void Observations_dated_after_D_never_change_a_finding_at_D() =>
        Gen.Select(SmallWorld.Any, SmallWorld.Any, SmallRules.SetOf(SmallRules.AnyRule), Gen.Int[1, 400], Gen.Bool).Sample((world, later, set, days, samePeriod) =>
        {
            var asOf = SmallWorld.At.AddDays(days);
            var coming = later.Facts().Select(fact => fact with { AsOf = asOf, Period = samePeriod ? fact.Period : Period.OfYear(asOf.Year), Split = days % 3 == 0 ? "mục mới" : "", SavedAt = fact.SavedAt.AddDays(-days), Revision = 1000 });
            var titles = new[] { new Title(Case.Here, "danh hiệu", "01/QĐ", asOf, null, null) };
            return Told(world.Judge(set.Set, explain: true)) == Told(SmallWorld.Judge(set.Set, world.Facts().Concat(coming), explain: true, titles));
        }, iter: Tries);

    [Fact]
    public void Improving_an_input_never_loses_a_verdict() =>
        Gen.Select(SmallWorld.Any, SmallRules.SetOf(SmallRules.AnyMonotone), Gen.Int[0, 7], Gen.Int[1, 20]).Sample((world, set, input, by) =>
        {
            var better = Better(world, input, by);
            if (world.SharePossible != better.SharePossible) return true; // a count entered as a percentage is another form, not a better value
            var before = world.Judge(set.Set);
            var after = better.Judge(set.Set);
            return before.Findings.Zip(after.Findings).All(pair => pair.First.Verdict != Verdict.Met || pair.Second.Verdict == Verdict.Met)
                && (before.Verdict != Verdict.Met || after.Verdict == Verdict.Met);
        }, iter: Tries);

    private static SmallWorld Better(SmallWorld world, int input, int by) => input switch
    {
        0 => world with { Part = Math.Min(world.Total, world.Part + by) },
        1 => world with { Inner = Math.Min(world.Part, world.Inner + by) },
        2 => world with { Bad = Math.Max(world.Excused, world.Bad - by) },
        3 => world with { Tenths = world.Tenths + by },
        4 => world with { First = true },
        5 => world with { Rank = Math.Min(2, world.Rank + by) },
        6 => world with { Chosen = world.Chosen | by },
        _ => world with { EventsByQuarter = [0, .. world.EventsByQuarter[1..]] },
    };

    [Fact]
    public void Applying_the_gap_gives_met_and_one_unit_less_does_not()
    {
        var tried = 0;
        Gen.Select(SmallWorld.Any, Gen.Int[0, (1 << SmallWorld.Inputs) - 1], SmallRules.SetOf(SmallRules.AnyRule)).Sample((some, more, set) =>
        {
            var world = some with { Known = some.Known | more };
            foreach (var finding in world.Judge(set.Set, explain: true).Findings)
            {
                if (finding.Verdict != Verdict.NotMet || finding.Gap is not { Changes.Count: > 0 } gap || gap.Text.Contains("cần nhập", StringComparison.Ordinal) || gap.Text.Contains("cần làm rõ", StringComparison.Ordinal)) continue;
                Interlocked.Increment(ref tried);
                if (After(world, set.Set, finding, gap.Changes) is not Verdict.Met and var after) throw new InvalidOperationException($"{finding.Indicator.Code}: {gap.Text} gives {after} ({world})");
                for (var less = 0; less < gap.Changes.Count; less++)
                {
                    if (OneLess(gap.Changes[less]) is { } shorter && After(world, set.Set, finding, [.. gap.Changes.Select((change, index) => index == less ? shorter : change)]) == Verdict.Met)
                    {
                        throw new InvalidOperationException($"{finding.Indicator.Code}: {gap.Text}, but {shorter.Measure.Name} {shorter.By} is enough ({world})");
                    }
                }
            }
        }, iter: Tries);

        Assert.True(tried > Tries / 10);
    }

    private static Verdict After(SmallWorld world, CriteriaSet set, Finding finding, IReadOnlyList<GapChange> changes)
    {
        var facts = world.Facts();
        foreach (var change in changes)
        {
            var read = finding.Reason!.AllInputs().Where(input => input.Measure == change.Measure).Select(input => input.Fact).OfType<Fact>().MaxBy(fact => fact.AsOf);
            var thisYear = facts.FindAll(fact => fact.Measure == change.Measure && fact.Period.Year == 2024);
            if (read is { Period.Year: < 2024 }) read = thisYear.Count > 0 ? null : read with { Period = Period.OfYear(2024) }; // years gone by are not changed
            var old = read ?? WholeYear(thisYear);
            facts.Add(old with { Value = Applied(old.Value, change), AsOf = SmallWorld.At, SavedAt = old.SavedAt.AddDays(1), Revision = 1000 });
        }

        return SmallWorld.Judge(set, facts).Find(finding.Indicator.Code)!.Verdict;
    }

    /// <summary>A sum of quarters is corrected by entering the year.</summary>
    private static Fact WholeYear(List<Fact> parts) => parts.Count == 1
        ? parts[0]
        : parts[0] with { Period = Period.OfYear(2024), Value = new ObservedValue.Number(parts.Sum(part => ((ObservedValue.Number)part.Value).Value)) };

    private static ObservedValue Applied(ObservedValue old, GapChange change) => (old, change.By) switch
    {
        (ObservedValue.Number(var number), var by) => new ObservedValue.Number(number + Amount(by)),
        (ObservedValue.Share(var percent), var by) => new ObservedValue.Share(percent + Amount(by)),
        (ObservedValue.Chosen(var options), var by) => new ObservedValue.Chosen([.. change.Measure.Options.Except(options).Take((int)Amount(by)), .. options]),
        (ObservedValue.Level, var word) => new ObservedValue.Level(change.Measure.Scale.ToList().IndexOf(word)),
        (_, var answer) => new ObservedValue.Answer(answer == "yes"),
    };

    private static decimal Amount(string by) => decimal.Parse(by, System.Globalization.CultureInfo.InvariantCulture);

    private static GapChange? OneLess(GapChange change)
    {
        if (!decimal.TryParse(change.By, System.Globalization.CultureInfo.InvariantCulture, out var by)) return null;
        var step = change.Unit == "điểm %" ? 0.1m : change.Measure.Kind == MeasureKind.Choices ? 1 : change.Measure.Step.Round(6);
        return change with { By = (by > 0 ? by - step : by + step).ToString(System.Globalization.CultureInfo.InvariantCulture) };
    }
}
