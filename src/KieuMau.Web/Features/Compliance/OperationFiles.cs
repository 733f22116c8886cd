using System.Globalization;
using System.Text;
using KieuMau.Domain.Accounts;
using KieuMau.Domain.Compliance;
using KieuMau.Domain.Privacy;
using KieuMau.Formats.Procedures;
using KieuMau.Formats.Tables;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Privacy;
using KieuMau.Web.Features.Registers;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Compliance;

/// <summary>Tải bảng tuân thủ và các sổ: files beside the pages that show the same.</summary>
public static class OperationFiles
{
    public static void MapOperationFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/van-hanh/tuan-thu.xlsx", async (ShowCompliance compliance, HttpContext http) => Book(Compliance(await compliance.Now(http.RequestAborted)), "tuan-thu")).Asks(Right.HandlePrivacy, Right.ManageSystem, Right.ReadJournal);
        routes.MapGet("/van-hanh/tuan-thu.csv", async (ShowCompliance compliance, HttpContext http) => Csv(await compliance.Now(http.RequestAborted))).Asks(Right.HandlePrivacy, Right.ManageSystem, Right.ReadJournal);
        routes.MapGet("/van-hanh/yeu-cau.xlsx", async (KeepRequests requests, HttpContext http) => Book(Requests(await requests.Show(http.RequestAborted, whole: true)), "yeu-cau-du-lieu")).Asks(Right.HandlePrivacy).ReadsPersonalData("tải sổ yêu cầu về dữ liệu cá nhân");
        routes.MapGet("/van-hanh/du-lieu-ca-nhan.xlsx", async (ShowPrivacy privacy, HttpContext http) => Book(Privacy(await privacy.Now(http.RequestAborted)), "du-lieu-ca-nhan")).Asks(Right.HandlePrivacy, Right.ManageSystem);
        routes.MapGet("/van-hanh/su-co.xlsx", async (KeepIncidents incidents, HttpContext http) => Book(Incidents(await incidents.Show(http.RequestAborted, whole: true)), "su-co")).Asks(Right.HandlePrivacy, Right.ManageSystem);
    }

    private static TableSheet Compliance(IReadOnlyList<ShowCompliance.Row> rows) => new(
        "Tuân thủ", ["Bảng tuân thủ", "Sản phẩm tự đánh giá; đối chiếu với văn bản trước khi đưa vào báo cáo"],
        [new("Mã", Width: 7), new("Yêu cầu", Width: 60), new("Căn cứ", Width: 34), new("Trạng thái", Width: 14), new("Mức", Width: 18), new("Bằng cách nào", Width: 60), new("Xem ở", Width: 26), new("Đo được lúc này", Width: 44)],
        [.. rows.Select(row => new TableRow([.. Fields(row).Select(TableCell.Of)]))]);

    private static string[] Fields(ShowCompliance.Row row) => [row.Line.Code, row.Line.Statement, row.Line.Basis, row.Line.Status, row.Line.State.Spoken(), row.Line.How, row.Line.Where, row.Measured];

    private static TableSheet Requests(KeepRequests.Register register) => new(
        "Yêu cầu", ["Sổ yêu cầu của chủ thể dữ liệu", $"Căn cứ: {register.Terms.RequestBasis} ({register.Terms.RequestStatus})"],
        [new("Số", TableColumnKind.Number, 7), new("Nhận ngày", TableColumnKind.Date), new("Loại", Width: 34), new("Người yêu cầu", Width: 26), new("Nội dung", Width: 44), new("Hạn trả lời", TableColumnKind.Date), new("Trả lời ngày", TableColumnKind.Date), new("Hạn thực hiện", TableColumnKind.Date), new("Gia hạn đến", TableColumnKind.Date), new("Lý do gia hạn", Width: 30), new("Xong ngày", TableColumnKind.Date), new("Kết quả", Width: 44)],
        [.. register.Lines.Select(line => new TableRow([TableCell.Of(line.Request.Id), TableCell.Of(line.Request.ReceivedOn), TableCell.Of(line.Kind), TableCell.Of(line.Request.Person), TableCell.Of(line.Request.Asked), TableCell.Of(line.AnswerBy), TableCell.Of(line.Request.AnsweredOn), TableCell.Of(line.ActBy), TableCell.Of(line.Request.ExtendedTo), TableCell.Of(line.Request.ExtendedWhy), TableCell.Of(line.Request.DoneOn), TableCell.Of(line.Request.Result)]))]);

    private static TableSheet Incidents(KeepIncidents.Register register) => new(
        "Sự cố", ["Sổ sự cố", $"Căn cứ: {register.Terms.IncidentBasis} ({register.Terms.IncidentStatus})"],
        [new("Số", TableColumnKind.Number, 7), new("Phát hiện", Width: 18), new("Sự cố", Width: 40), new("Diễn biến", Width: 44), new("Nghiêm trọng", Width: 13), new("Dữ liệu cá nhân", Width: 15), new("Đồng hồ", Width: 80), new("Nguyên nhân, phạm vi, khắc phục", Width: 50), new("Xử lý xong", Width: 18)],
        [.. register.Lines.Select(line => new TableRow([
            TableCell.Of(line.Incident.Id), TableCell.Of(DayWords.At(line.Incident.DetectedAt)), TableCell.Of(line.Incident.Name), TableCell.Of(line.Incident.Happened), TableCell.Of(line.Incident.Serious ? "có" : "không"), TableCell.Of(line.Incident.PersonalData ? "có" : "không"),
            TableCell.Of(string.Join("; ", line.Clocks.Select(clock => $"{clock.Name}: {DayWords.Of(clock, register.Now)}"))), TableCell.Of(line.Incident.Cause), TableCell.Of(line.Incident.ClosedAt is { } closed ? DayWords.At(closed) : null)]))]);

    private static TableSheet Privacy(ShowPrivacy.View view) => new(
        "Dữ liệu cá nhân", ["Danh mục trường dữ liệu cá nhân", $"Người phụ trách: {(view.Keepers.Count == 0 ? "chưa giao" : string.Join("; ", view.Keepers.Select(keeper => $"{keeper.Name}, {keeper.Post}")))}"],
        [new("Dữ liệu", Width: 50), new("Nhãn", Width: 12), new("Mục đích", Width: 40), new("Căn cứ", Width: 50), new("Trạng thái", Width: 30), new("Giữ", Width: 20), new("Tính từ", Width: 22), new("Căn cứ thời gian giữ", Width: 50), new("Nơi lưu", Width: 60)],
        [.. view.Lines.Select(line => new TableRow([
            TableCell.Of(line.Field.Name), TableCell.Of(line.Field.Sensitivity.Spoken()), TableCell.Of(line.Field.Purpose.Name), TableCell.Of(line.Field.Purpose.Basis), TableCell.Of(line.Field.Purpose.Status),
            TableCell.Of(line.Retention?.KeepText ?? "chưa xác minh"), TableCell.Of(line.Retention?.From), TableCell.Of(line.Retention?.Basis), TableCell.Of(string.Join(", ", line.Field.Columns))]))]);

    private static IResult Book(TableSheet sheet, string name) => FileAnswer.Of(stream => TableWorkbook.Write(stream, [sheet]), TableWorkbook.ContentType, $"{name}.xlsx");

    private static IResult Csv(IReadOnlyList<ShowCompliance.Row> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ComplianceCsv.Write(text, rows.Select(Fields));
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "tuan-thu.csv");
    }
}
