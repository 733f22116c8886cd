using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>Không thấp hơn sàn: a province or a commune may ask more than the text below it, never less.</summary>
public static class FloorChecks
{
    private static readonly string[] BoundByTheFloor = ["tỉnh", "xã"];

    /// <summary>Errors: a set on a national floor, or an amendment of a province or commune, that asks less.</summary>
    public static IEnumerable<FileProblem> TooEasy(LoadedCriteria loaded)
    {
        foreach (var through in loaded.Library.Sets)
        {
            if (loaded.Library.Find(through.Latest.StandsOn)?.Latest is { } floor)
            {
                foreach (var problem in Easier(through.Latest.Indicators, floor, loaded.FileOf(through.Id))) yield return problem;
            }

            for (var version = 1; version < through.Versions.Count; version++)
            {
                var (after, before) = (through.Versions[version].Set, through.Versions[version - 1].Set);
                var amendment = after.Amendments[^1];
                if (amendment.Illustration || !BoundByTheFloor.Any(issuer => VietnameseText.Same(issuer, amendment.IssuedBy))) continue;
                var file = loaded.FileOf(amendment.Id);
                foreach (var problem in Easier(after.Indicators.Where(line => line.AmendedBy == amendment.Id), before, file)) yield return problem;
                foreach (var gone in before.Indicators.Where(line => !line.Local && after.Find(line.Code) is null))
                {
                    yield return new(file, 1, 1, $"{gone.Code}: không được bỏ chỉ tiêu của bộ “{before.ShortTitle}”.");
                }
            }
        }
    }

    private static IEnumerable<FileProblem> Easier(IEnumerable<Indicator> lines, CriteriaSet floor, string file) =>
        from line in lines
        let below = floor.Find(line.Code)
        where below is not null
        let why = Easier(line.Requirement, below.Requirement)
        where why is not null
        select new FileProblem(file, line.Line, 1, $"{line.Code}: {why}, dễ hơn bộ “{floor.ShortTitle}”.");

    /// <returns>What is easier, or nothing. Rules of quite another shape cannot be compared and are left to people.</returns>
    private static string? Easier(Requirement above, Requirement below) => (above, below) switch
    {
        (Requirement.Compare mine, Requirement.Compare floor) => Easier(mine.Demand, floor.Demand, Scale(mine.Formula)),
        (Requirement.EachItem mine, Requirement.EachItem floor) => Easier(mine.Demand, floor.Demand, mine.Measure),
        (Requirement.OfUnits mine, Requirement.OfUnits floor) => Easier(mine.Demand, floor.Demand, null) ?? Easier(mine.Inner, floor.Inner),
        (Requirement.All(var mine), Requirement.All(var floor)) => mine.Count < floor.Count ? $"{mine.Count} nội dung thay cho {floor.Count}" : FirstEasier(mine, floor),
        (Requirement.AtLeast(var some, var mine), Requirement.AtLeast(var more, var floor)) => some < more ? $"ít nhất {some} thay cho {more}" : FirstEasier(mine, floor),
        (Requirement.Window(var mine, var years, _), Requirement.Window(var floor, var longer, _)) => years < longer ? $"{years} năm thay cho {longer}" : Easier(mine, floor),
        (Requirement.BySplit(var mine, var parts), Requirement.BySplit(var floor, var asked)) => asked.Except(parts).Any() ? "bỏ phần tách" : Easier(mine, floor),
        (Requirement.When(_, var mine), Requirement.When(_, var floor)) => Easier(mine, floor),
        _ => null,
    };

    private static string? FirstEasier(IReadOnlyList<Requirement> mine, IReadOnlyList<Requirement> floor) =>
        mine.Zip(floor).Select(pair => Easier(pair.First, pair.Second)).FirstOrDefault(why => why is not null);

    private static Measure? Scale(Formula formula) => formula is Formula.Of({ Kind: MeasureKind.Level } measure) ? measure : null;

    private static string? Easier(Demand above, Demand below, Measure? scale) => (above, below) switch
    {
        (_, Demand.Missing) => null,
        (Demand.Missing, _) => "mức “chưa có”",
        (Demand.Than mine, Demand.Than floor) => Weaker(mine, floor) ? $"mức {mine.Text}" : null,
        (Demand.OnScale mine, Demand.OnScale floor) when scale is not null => RankOf(scale, mine.Word) < RankOf(scale, floor.Word) ? $"mức {mine.Text}" : null,
        (Demand.Yes mine, Demand.Yes floor) => mine.Wanted == floor.Wanted ? null : "mức ngược lại",
        (Demand.ByYear mine, Demand.ByYear floor) => ByKey(mine.Years, floor.Years, floor.Otherwise, scale, "năm"),
        (Demand.ByAttribute mine, Demand.ByAttribute floor) when VietnameseText.Same(mine.Attribute, floor.Attribute) => ByKey(mine.Values, floor.Values, floor.Otherwise, scale, mine.Attribute),
        (Demand.OfOtherSet mine, Demand.OfOtherSet floor) => mine.SetId == floor.SetId && mine.LineCode == floor.LineCode && mine.Factor < floor.Factor ? $"mức {mine.Text}" : null,
        (Demand.Than mine, _) => EveryFloor(mine, below),
        (_, Demand.Than or Demand.OnScale) => RuleChecks.Leaves(above).Select(leaf => Easier(leaf, below, scale)).FirstOrDefault(why => why is not null),
        _ => null,
    };

    private static string? ByKey<T>(IReadOnlyDictionary<T, Demand> mine, IReadOnlyDictionary<T, Demand> floor, Demand otherwise, Measure? scale, string by)
        where T : notnull =>
        mine.Select(one => Easier(one.Value, floor.GetValueOrDefault(one.Key, otherwise), scale) is { } why ? $"{why} của {by} {one.Key}" : null).FirstOrDefault(why => why is not null);

    /// <summary>One level over a table of floors: easier only when it is below every one of them, for nobody here knows whose it is.</summary>
    private static string? EveryFloor(Demand.Than mine, Demand below)
    {
        var floors = RuleChecks.Leaves(below).OfType<Demand.Than>().ToList();
        return floors.Count > 0 && floors.TrueForAll(floor => Weaker(mine, floor)) ? $"mức {mine.Text}" : null;
    }

    private static bool Weaker(Demand.Than mine, Demand.Than floor) => floor.Comparison switch
    {
        Comparison.AtLeast => mine.Comparison is Comparison.AtMost or Comparison.LessThan || mine.Value < floor.Value,
        Comparison.MoreThan => mine.Comparison is Comparison.AtMost or Comparison.LessThan || mine.Value < floor.Value || (mine.Value == floor.Value && mine.Comparison != Comparison.MoreThan),
        Comparison.AtMost => mine.Comparison is Comparison.AtLeast or Comparison.MoreThan || mine.Value > floor.Value,
        Comparison.LessThan => mine.Comparison is Comparison.AtLeast or Comparison.MoreThan || mine.Value > floor.Value || (mine.Value == floor.Value && mine.Comparison != Comparison.LessThan),
        _ => mine.Value != floor.Value || !(mine.Comparison == Comparison.Equal || (mine.Comparison == Comparison.AtLeast && floor.Value == Exact.One) || (mine.Comparison == Comparison.AtMost && floor.Value.IsZero)),
    };

    private static int RankOf(Measure scale, string word)
    {
        var rank = 0;
        while (rank < scale.Scale.Count && !VietnameseText.Same(scale.Scale[rank], word)) rank++;
        return rank;
    }
}
