using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Web.Features.Observations;

/// <summary>Lời cho từng ô: where, what, why, and what can be pressed.</summary>
public static class CellWords
{
    public static CellNews Refused(TypedCell cell, string unit, Measure measure, Refusal refusal) =>
        new(CellState.Refused, cell.Text, cell.Revision, ObservationRefusals.At(unit, measure, cell.Place.Split, cell.Text, refusal), []);

    public static CellNews Doubtful(TypedCell cell, string unit, Measure measure, IReadOnlyList<ObservedValue> readings, string why) => new(
        CellState.Doubtful,
        cell.Text,
        cell.Revision,
        $"{unit}, {Named(measure, cell)}: “{cell.Text}” chưa được lưu. {why} Anh/chị định ghi số nào?",
        [.. readings.Select(reading => TypedValue.Text(reading, measure)).Select(text => new CellChoice(text, "doc", $"{cell.Place.Key}={text}", text))]);

    public static CellNews Of(ChangeOutcome outcome, TypedCell cell, string unit) => outcome switch
    {
        ChangeOutcome.Saved saved => new(CellState.Saved, cell.Text, saved.Revision, "", []),
        ChangeOutcome.Unchanged same => new(CellState.Idle, cell.Text, same.Revision, "", []),
        ChangeOutcome.SavedBehind behind => new(
            CellState.Saved,
            TypedValue.Text(behind.Standing.Value, behind.Change.Measure),
            behind.Standing.Revision,
            $"{unit}, {Named(behind.Change.Measure, cell)}: đã ghi {cell.Text} vào lịch sử. Số đang dùng nói về ngày {behind.Standing.AsOf.Spoken()}, muộn hơn.",
            []),
        ChangeOutcome.Refused refused => Refused(cell, unit, refused.Change.Measure, refused.Refusal),
        ChangeOutcome.Clash clash => Clash(clash, cell, unit),
        _ => new(CellState.Refused, cell.Text, cell.Revision, $"{unit}, {Named(outcome.Change.Measure, cell)}: {cell.Text} chưa được lưu.", []),
    };

    private static CellNews Clash(ChangeOutcome.Clash clash, TypedCell cell, string unit)
    {
        var theirs = TypedValue.Text(clash.Theirs.Value, clash.Change.Measure);
        var (said, mine) = (Quoted(theirs), Quoted(cell.Text));
        return new(
            CellState.Clash,
            cell.Text,
            cell.Revision,
            $"{unit}, {Named(clash.Change.Measure, cell)}: có người vừa sửa. {Shell.Wording.Capital(clash.Theirs.Who)} ghi {said} lúc {clash.Theirs.SavedAt.SpokenLocal()}; anh/chị ghi {mine}. Lấy số nào?",
            [new($"Giữ {said}", "giu", cell.Place.Key, theirs), new($"Ghi {mine}", "ghi", cell.Place.Key, cell.Text)],
            clash.Theirs.Revision);
    }

    private static string Quoted(string text) => text.Length == 0 ? "ô trống" : text;

    private static string Named(Measure measure, TypedCell cell) => cell.Place.Split.Length == 0 ? measure.Name : $"{measure.Name} ({cell.Place.Split})";
}
