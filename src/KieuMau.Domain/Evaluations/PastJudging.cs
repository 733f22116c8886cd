using System.Globalization;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;

namespace KieuMau.Domain.Evaluations;

/// <summary>Cửa sổ và xu thế: rules over several years.</summary>
internal static class PastJudging
{
    private static (int First, int Last) YearsOf(Scene scene, Requirement.Window window)
    {
        var last = scene.At.Year - (window.EndsBeforeYear ? 1 : 0);
        return (last - window.Years + 1, last);
    }

    /// <summary>The scene of one year of a window.</summary>
    public static Scene InYear(Scene scene, Requirement.Window window, int year) => scene.InYear(year) with { Window = YearsOf(scene, window) };

    public static Judged JudgeWindow(Scene scene, Requirement.Window window)
    {
        var (first, last) = YearsOf(scene, window);
        var years = Enumerable.Range(first, window.Years).Select(year =>
        {
            var judged = InYear(scene, window, year).Judge(window.Inner);
            return judged.Reason is null ? judged : judged with { Reason = judged.Reason with { Label = string.Create(CultureInfo.InvariantCulture, $"Năm {year}: {judged.Reason.Label}") } };
        });
        return scene.JoinAll(window, years, string.Create(CultureInfo.InvariantCulture, $"Các năm {first}–{last}"));
    }

    public static Judged JudgeTrend(Scene scene, Requirement.Trend trend)
    {
        var year = scene.Year ?? scene.At.Year;
        var overall = trend.Reading is TrendReading.FallingOverall or TrendReading.NotRisingOverall;
        if (overall && scene.Window is { } window)
        {
            if (year != window.Last) return new(Verdict.NotApplicable, false, !scene.Explain ? null : new Reason(trend.Formula.Spoken(), Verdict.NotApplicable, false));
            return Compare(scene, trend, window.First, window.Last);
        }

        return Compare(scene, trend, year - 1, year);
    }

    private static Judged Compare(Scene scene, Requirement.Trend trend, int from, int to)
    {
        var before = FormulaReading.Of(trend.Formula, scene.InYear(from));
        var after = FormulaReading.Of(trend.Formula, scene.InYear(to));
        var difference = after.Range - before.Range;
        var comparison = trend.Reading switch
        {
            TrendReading.NotRisingYearly or TrendReading.NotRisingOverall => Comparison.AtMost,
            TrendReading.NotFallingYearly => Comparison.AtLeast,
            _ => Comparison.LessThan,
        };
        var verdict = difference.Meets(comparison, Exact.Zero) switch { true => Verdict.Met, false => Verdict.NotMet, null => Verdict.NoData };
        var unverified = Judging.Decides(verdict) && scene.Unverified(trend.LevelSource);
        if (!scene.Explain) return new(verdict, unverified);

        var unit = trend.Formula.Unit();
        return new(verdict, unverified, new Reason(Reasoning.LabelOf(trend, trend.Formula.Spoken()), verdict, unverified)
        {
            Code = trend.Code,
            Demand = string.Create(CultureInfo.InvariantCulture, $"{Spoken(trend.Reading)} năm {from}"),
            Value = string.Create(CultureInfo.InvariantCulture, $"năm {from}: {Said(before, unit)}; năm {to}: {Said(after, unit)}"),
            Inputs = [.. before.Inputs.Concat(after.Inputs).Select(input => verdict == Verdict.NoData ? input : input with { Deciding = false })],
            Notes = [.. Notes(before, from), .. Notes(after, to)],
            LevelSource = trend.LevelSource,
        });
    }

    private static List<string> Notes(FormulaReading reading, int year) =>
        reading.ZeroDenominator ? [string.Create(CultureInfo.InvariantCulture, $"Mẫu số của năm {year} bằng 0.")] : reading.Notes;

    private static string Said(FormulaReading reading, string unit) =>
        Reasoning.Said(reading.Range, unit, null) is { Length: > 0 } text ? text : "chưa có số liệu";

    private static string Spoken(TrendReading reading) => reading switch
    {
        TrendReading.NotRisingYearly or TrendReading.NotRisingOverall => "không tăng so với",
        TrendReading.NotFallingYearly => "không giảm so với",
        _ => "giảm so với",
    };
}
