using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>Xem một đơn vị: where it stands, what is nearest, every line.</summary>
public sealed class ShowUnit(ReadCommune communes)
{
    private const int Nearest = 4;

    public sealed record UnitView(
        Unit Commune,
        Unit Unit,
        bool Target,
        CriteriaSet Set,
        bool SetIsDefault,
        IReadOnlyList<CriteriaSet> Sets,
        Evaluation Now,
        IReadOnlyList<Finding> Nearest,
        Answer Answer);

    /// <returns>Nothing when there is no such unit; a refusal when no set can judge it then.</returns>
    public async Task<(UnitView? View, Refusal? Refusal)> Of(string unitCode, Standpoint here, string? setId)
    {
        if (await communes.Of(unitCode, here.At) is not { } reading) return (null, null);
        if (reading.Find(unitCode) is not { } unit) return (null, Refusals.UnitNotThen(here.At));

        var sets = CriteriaSets.SetLadder.For(reading.Library, unit.Level, here.At);
        if (reading.ChooseSet(unit.Level, setId) is not { } set) return (null, Refusals.NoSet(unit, here.At));
        if (reading.Refuse(set, unit.Code) is { } refusal) return (null, refusal);

        var now = reading.Judge(set, unit.Code);
        var nearest = now.Findings.Where(Unmet).OrderBy(finding => finding.Gap!.Effort).Take(Nearest).ToList();
        return (new(reading.Commune, unit, unit.IsTarget(here.At.Year), set, sets is [var top, ..] && set.Id == top.Id, sets, now, nearest, AnswerOf(now, nearest)), null);
    }

    private static bool Unmet(Finding finding) => finding is { Verdict: Verdict.NotMet, Gap: not null, Indicator.Local: false };

    private static Answer AnswerOf(Evaluation now, List<Finding> nearest)
    {
        var counts = now.Counts;
        var strong = (counts.NotMet, counts.NoData + counts.NoThreshold) switch
        {
            (0, 0) => now.Unverified ? "Đạt, còn mức chưa xác minh." : "Đạt.",
            (0, _) => "Không còn chỉ tiêu chưa đạt.",
            (1, _) when nearest is [var only] => $"Còn thiếu: {only.Gap!.Text}.",
            (var unmet, _) => $"Còn {Wording.Count(unmet)} chỉ tiêu chưa đạt.",
        };
        var open = new List<string>();
        if (counts.NoThreshold > 0) open.Add($"{Wording.Count(counts.NoThreshold)} chỉ tiêu chưa có ngưỡng");
        if (counts.NoData > 0) open.Add($"{Wording.Count(counts.NoData)} chỉ tiêu chưa có số liệu");
        return new(strong, open.Count == 0 ? "" : Wording.Capital(string.Join(", ", open)) + ".");
    }

    private static class Refusals
    {
        public static Refusal UnitNotThen(DateOnly at) =>
            new("units.not-then", $"Đơn vị này không có vào ngày {at:dd/MM/yyyy}. Chọn kỳ khác ở trên cùng, hoặc xem danh sách đơn vị.");

        public static Refusal NoSet(Unit unit, DateOnly at) =>
            new("sets.none-then", $"Ngày {at:dd/MM/yyyy} không có bộ tiêu chí nào áp dụng cho cấp {unit.Level}. Chọn kỳ khác ở trên cùng, hoặc thêm bộ tiêu chí.");
    }
}
