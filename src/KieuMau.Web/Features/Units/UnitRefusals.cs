using KieuMau.Domain.Units;

namespace KieuMau.Web.Features.Units;

/// <summary>Every reason a change of units may be refused.</summary>
public static class UnitRefusals
{
    public static Refusal NoCode() => new("units.no-code", "Đơn vị phải có mã. Mã chỉ dùng chữ thường không dấu, số, dấu chấm và gạch nối, ví dụ thanh-dinh.khu-1.");

    public static Refusal NoName() => new("units.no-name", "Đơn vị phải có tên. Ghi tên.");

    public static Refusal EndsBeforeItBegins(DateOnly from, DateOnly to) =>
        new("units.ends-before", $"Ngày cuối ({to:dd/MM/yyyy}) đứng trước ngày đầu ({from:dd/MM/yyyy}). Sửa một trong hai ngày.");

    public static Refusal Overlaps(Unit other) =>
        new("units.overlaps", $"Mã “{other.Code}” đã dùng cho {other.Name} {Span(other)}. Mỗi mã chỉ thuộc một đơn vị tại một ngày; chọn mã khác hoặc ngày khác.");

    public static Refusal Unknown(string code) => new("units.unknown", $"Không có đơn vị mã “{code}”. Chọn một đơn vị trong danh sách.");

    public static Refusal NotThen(string code, DateOnly date) =>
        new("units.not-then", $"Ngày {date:dd/MM/yyyy} không có đơn vị mã “{code}”. Chọn ngày khác.");

    public static Refusal ParentNotThen(string parent, DateOnly date) =>
        new("units.parent-not-then", $"Ngày {date:dd/MM/yyyy} không có đơn vị cấp trên mã “{parent}”. Chọn đơn vị cấp trên khác.");

    public static Refusal HasUnitsBelow(Unit unit, int count, DateOnly date) =>
        new("units.has-units-below", $"{unit.Name} còn {count} đơn vị cấp dưới sau ngày {date:dd/MM/yyyy}. Đóng hoặc chuyển các đơn vị đó trước.");

    private static string Span(Unit unit) => unit.ValidTo is { } to ? $"từ {unit.ValidFrom:dd/MM/yyyy} đến {to:dd/MM/yyyy}" : $"từ {unit.ValidFrom:dd/MM/yyyy}";
}
