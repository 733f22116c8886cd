using KieuMau.Domain.Measures;
using KieuMau.Domain.Units;

namespace KieuMau.Web.Features.Observations;

/// <summary>Why a number may not be saved here, apart from what it is.</summary>
public static class SavingRefusals
{
    public static Refusal UnknownUnit(string code) => new("saving.unknown-unit", $"Không có đơn vị mã “{code}”. Chọn một đơn vị trong danh sách.");

    public static Refusal UnitNotThen(Unit last, Period period) =>
        new("saving.unit-not-then", last.ValidTo is { } end && end < period.First
            ? $"{last.Name} chỉ có đến {end:dd/MM/yyyy}, không nhận số liệu {period.Spoken()}.{Followed(last)}"
            : $"{last.Name} có từ {last.ValidFrom:dd/MM/yyyy}, không nhận số liệu {period.Spoken()}. Chọn kỳ khác.");

    public static Refusal NotEnteredAt(Measure measure, string level) =>
        new("saving.other-level", $"“{measure.Name}” nhập ở cấp {string.Join(", ", measure.Levels)}, không nhập ở cấp {level}.");

    public static Refusal AsOfBeforePeriod(Period period) =>
        new("saving.as-of-before-period", $"Ngày tính đến phải từ {period.First:dd/MM/yyyy} trở đi (đầu {period.Spoken()}).");

    public static Refusal AsOfAfterPeriod(Period period) =>
        new("saving.as-of-after-period", $"Số của {period.Spoken()} tính đến muộn nhất là {period.Last:dd/MM/yyyy}. Số của ngày sau đó ghi vào kỳ có ngày ấy.");

    public static Refusal TwoValues() =>
        new("saving.two-values", "Có hai giá trị khác nhau cho cùng một ô trong một lần ghi. Giữ lại một giá trị.");

    /// <summary>An owner of other lines: says who leads those that read this number.</summary>
    public static Refusal NotYours(Measure measure, IReadOnlyList<(string Line, string Lead)> leads) => new("saving.not-yours", leads.Count == 0
        ? $"“{measure.Name}” thuộc chỉ tiêu chưa giao cho ai phụ trách. Người phân công của xã giao ở trang Phân công rồi mới nhập được."
        : $"“{measure.Name}” thuộc {string.Join("; ", leads.GroupBy(one => one.Lead).Select(one => $"chỉ tiêu {string.Join(", ", one.Select(lead => lead.Line))} do {one.Key} phụ trách"))}. Báo nơi đó nhập, hoặc xin giao phối hợp ở trang Phân công.");

    private static string Followed(Unit unit) => unit.Successors.Count == 0 ? "" : $" Đơn vị kế tiếp: {string.Join(", ", unit.Successors)}.";
}
