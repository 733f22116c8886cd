using KieuMau.Formats.Tables;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Reports;

/// <summary>Danh sách việc còn thiếu, as a sheet an office can hand out.</summary>
internal static class MissingSheet
{
    public static TableSheet Of(ShowMissing.MissingView view, Standpoint here, KnownReviews said) => new(
        "Còn thiếu",
        [$"Việc còn thiếu của {Wording.Lower(view.Commune.Name)}, {here.Period.Spoken()} ({view.Set.ShortTitle})", .. here.Illustrated ? ["Số liệu minh họa"] : Array.Empty<string>(), .. Caution(view, said) is { Length: > 0 } caution ? [caution] : Array.Empty<string>()],
        [new("Cần thêm", Width: 40), new("Mã", Width: 8), new("Chỉ tiêu", Width: 60), new("Đơn vị", Width: 16), new("Vì sao", Width: 60), new("Xong thì được", Width: 34), new("Kết quả", Width: 24), new("Thẩm tra", Width: 18)],
        [.. view.Works.Select(work => new TableRow(
        [
            TableCell.Of(Wording.Capital(work.Finding.Gap?.Text ?? "")),
            TableCell.Of(work.Finding.Indicator.Code),
            TableCell.Of(work.Finding.Indicator.Name),
            TableCell.Of(work.Unit.Name),
            TableCell.Of(work.Finding.Because),
            TableCell.Of(work.Then),
            TableCell.Of(Domain.Evaluations.VerdictWords.Spoken(work.Finding.Verdict, work.Finding.Unverified)),
            TableCell.Of(said.Of(work.Unit.Code, view.Set.Id, work.Finding).Spoken()),
        ]))]);

    private static string Caution(ShowMissing.MissingView view, KnownReviews said) =>
        ReviewCounts.Of(view.Works.Select(work => said.Of(work.Unit.Code, view.Set.Id, work.Finding))).Caution("dòng");
}
