using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Accounts.Kept;

/// <summary>Gọi tên những ô đã gõ: as the forms label them. What a form chose or carried along has no name here; it is sent all the same.</summary>
public sealed class NameTyped(ActiveCriteria criteria, UnitReader units, TimeProvider clock)
{
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["den"] = "Đến ngày, tính đến ngày", ["diachi"] = "Địa chỉ", ["dieu"] = "Mục, dòng trong quyết định", ["han"] = "Hạn", ["hoten"] = "Họ tên", ["ket-qua"] = "Kết quả", ["lienhe"] = "Liên hệ",
        ["lydo"] = "Lý do", ["muc"] = "Mức", ["ngay"] = "Ngày", ["nguong"] = "Đánh dấu khi thay đổi quá", ["nhac"] = "Nhắc trước hạn", ["noidung"] = "Nội dung", ["quyetdinh"] = "Quyết định", ["ten"] = "Tên",
        ["traloi"] = "Trả lời", ["tu"] = "Từ ngày", ["van-ban"] = "Văn bản", ["y-kien"] = "Ý kiến",
    };

    /// <summary>In the order of the form; empty fields are left out.</summary>
    public async Task<IReadOnlyList<(string Label, string Text)>> Of(TypedForm kept, CancellationToken ct)
    {
        var filled = kept.Fields.Where(field => field.Value.Length > 0).Select(field => (Name: field.Key, Text: field.Value, Cell: CellPlace.ReadFieldName(field.Key)?.Place)).ToList();
        var named = await units.Alone([.. filled.Select(field => field.Cell?.Unit).OfType<string>().Distinct()], ct);
        return [.. from field in filled
                   let label = field.Cell is { } cell ? LabelOf(cell, named) : LabelOf(field.Name)
                   where label is not null && !criteria.Current.Library.Sets.Any(set => set.Id == field.Text)
                   select (label, field.Text)];
    }

    private static string? LabelOf(string name) =>
        name.Split('-', ':') is [("lydo" or "traloi") and var what, var position, ..] ? $"{Labels[what]}, dòng thứ {position}" : Labels.GetValueOrDefault(name);

    private string LabelOf(CellPlace cell, Domain.Units.UnitTree named) =>
        $"{named.NameOf(cell.Unit, clock.Today())}, {criteria.Current.Library.Measures.Find(cell.Measure)?.Name ?? cell.Measure}{(cell.Split.Length > 0 ? $": {cell.Split}" : "")}";
}
