using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>
/// Xem một xã: the conditions that must all hold, and the fields side by side, nearest first. Which criterion holds the
/// conditions is read from the set: those its own rule names; all others are fields.
/// </summary>
public sealed class ShowCommune(ReadCommune communes)
{
    public sealed record CommuneView(
        Unit Commune,
        CriteriaSet Set,
        IReadOnlyList<CriteriaSet> Sets,
        Evaluation Now,
        IReadOnlyList<Finding> Conditions,
        IReadOnlyList<CriterionFinding> Fields,
        Answer Answer);

    public async Task<(CommuneView? View, Refusal? Refusal)> Of(string commune, Standpoint here, string? setId)
    {
        if (await communes.Of(commune, here.At) is not { } reading) return (null, null);
        var sets = SetLadder.For(reading.Library, reading.Commune.Level, here.At);
        if (reading.ChooseSet(reading.Commune.Level, setId) is not { } set)
        {
            return (null, new("sets.none-then", $"Ngày {here.At.ToString("dd/MM/yyyy", NumberText.Vietnamese)} không có bộ tiêu chí nào áp dụng cho xã. Chọn kỳ khác ở trên cùng, hoặc thêm bộ tiêu chí."));
        }

        if (reading.Refuse(set, reading.Commune.Code) is { } refusal) return (null, refusal);
        var now = reading.Judge(set, reading.Commune.Code);
        var demanded = Demanded(set);
        List<Finding> conditions = [.. now.Criteria.Where(criterion => demanded.Contains(criterion.Criterion.Code)).SelectMany(criterion => criterion.Findings)];
        List<CriterionFinding> fields = [.. now.Criteria.Where(criterion => !demanded.Contains(criterion.Criterion.Code)).OrderBy(Distance)];
        return (new(reading.Commune, set, sets, now, conditions, fields, AnswerOf(set, now, conditions, fields)), null);
    }

    /// <summary>Criteria the set's own rule names, whole or by their lines; none when it asks for all alike.</summary>
    private static HashSet<string> Demanded(CriteriaSet set)
    {
        if (set.Requirement is null) return [];
        var named = Named(set.Requirement).ToHashSet();
        var demanded = set.Criteria
            .Where(criterion => named.Contains(criterion.Code) || criterion.Indicators.Any(line => named.Contains(line.Code)))
            .Select(criterion => criterion.Code).ToHashSet();
        return demanded.Count == set.Criteria.Count ? [] : demanded;
    }

    private static IEnumerable<string> Named(Requirement requirement) => requirement switch
    {
        Requirement.Ref(var target) => [target],
        Requirement.All(var parts) => parts.SelectMany(Named),
        Requirement.AtLeast(_, var parts) => parts.SelectMany(Named),
        _ => [],
    };

    /// <summary>How far a field is from "đạt": lines still to meet as a share of all, then the work they ask.</summary>
    private static double Distance(CriterionFinding field)
    {
        var open = field.Findings.Where(finding => finding.Verdict is not (Verdict.Met or Verdict.NotApplicable)).ToList();
        if (open.Count == 0) return 0;
        var work = open.Average(finding => Math.Clamp(finding.Gap?.Effort ?? 1, 0, 1));
        return ((double)open.Count / field.Findings.Count) + (work / 100);
    }

    private static Answer AnswerOf(CriteriaSet set, Evaluation now, List<Finding> conditions, List<CriterionFinding> fields)
    {
        var name = Wording.Lower(set.ShortTitle);
        if (conditions.Count == 0) return new($"Đạt {now.Counts.Met}/{now.Counts.Total} chỉ tiêu {name}.", CriteriaMet(now));
        var met = conditions.Count(finding => finding.Verdict == Verdict.Met);
        var nearest = fields.FirstOrDefault();
        return new($"Đạt {met}/{conditions.Count} điều kiện {name}.", nearest is null ? "" : Nearest(nearest));
    }

    private static string CriteriaMet(Evaluation now) => now.Criteria.Count(criterion => criterion.Verdict == Verdict.Met) switch
    {
        0 => "Chưa tiêu chí nào đạt đủ.",
        var met => $"{Wording.Capital(Wording.Count(met))} trong {Wording.Count(now.Criteria.Count)} tiêu chí đã đạt.",
    };

    private static string Nearest(CriterionFinding field)
    {
        if (field.Verdict == Verdict.Met) return $"Lĩnh vực đã đạt: {field.Criterion.ShortName}.";
        var gaps = field.Findings.Where(finding => finding.Verdict is Verdict.NotMet && finding.Gap is not null).Select(finding => finding.Gap!.Text).ToList();
        return gaps.Count == 1
            ? $"Lĩnh vực gần đạt nhất là {field.Criterion.ShortName}: còn thiếu {gaps[0]}."
            : $"Lĩnh vực gần đạt nhất là {field.Criterion.ShortName}.";
    }
}
