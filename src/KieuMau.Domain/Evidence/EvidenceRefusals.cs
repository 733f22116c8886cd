namespace KieuMau.Domain.Evidence;

/// <summary>Vì sao một tệp, một chỗ gắn không được nhận, in one place.</summary>
public static class EvidenceRefusals
{
    public static Refusal NoFile() => new("evidence.no-file", "Chưa chọn tệp. Chọn tệp rồi gửi lại.");

    public static Refusal TooManyFiles() => new("evidence.too-many-files", $"Mỗi lần gửi không quá {EvidenceLimits.MostFiles} tệp. Chia làm nhiều lần.");

    public static Refusal NotDeclared() => new("evidence.not-declared", "Chưa đánh dấu “tệp không thuộc danh mục bí mật nhà nước”. Văn bản mật không được đưa vào đây; tệp không mật thì đánh dấu rồi gửi lại.");

    public static Refusal CutOff() => new("evidence.cut-off", "Việc gửi tệp bị ngắt giữa chừng, chưa nhận gì. Gửi lại; đường truyền yếu thì gửi từng tệp.");

    public static Refusal Empty(string name) => About(name, "evidence.empty", "tệp trống, không có nội dung. Chọn lại tệp.");

    public static Refusal TooLarge(string name) => About(name, "evidence.too-large", "lớn hơn 20 MB. Ảnh: chụp hoặc lưu lại cỡ nhỏ hơn; bản quét: quét lại ở 150–200 dpi; tài liệu dài: tách thành nhiều tệp.");

    public static Refusal Damaged(string name) => About(name, "evidence.damaged", "tệp bị hỏng hoặc tải về chưa hết, không mở được. Mở tệp gốc, lưu lại rồi gửi.");

    public static Refusal Program(string name) => About(name, "evidence.program", "bên trong là chương trình chạy được, không phải giấy tờ. Không nhận loại tệp này dù mang tên gì.");

    public static Refusal Svg(string name) => About(name, "evidence.svg", "bên trong là hình vẽ SVG, có thể chứa mã lệnh. Xuất ra PNG hoặc PDF rồi gửi.");

    public static Refusal WebPage(string name) => About(name, "evidence.web-page", "bên trong là trang web (HTML), có thể chứa mã lệnh. In trang ra PDF rồi gửi.");

    public static Refusal Heic(string name) => About(name, "evidence.heic", "là ảnh HEIC của điện thoại, chưa mở được ở đây. Trên iPhone: Cài đặt › Camera › Định dạng › Tương thích nhất; hoặc lưu ảnh thành JPEG rồi gửi.");

    public static Refusal OtherPicture(string name, string kind) => About(name, "evidence.other-picture", $"là ảnh {kind}. Lưu lại thành JPEG hoặc PNG rồi gửi.");

    public static Refusal Slides(string name) => About(name, "evidence.slides", "là bài trình chiếu. Lưu thành PDF rồi gửi.");

    public static Refusal OpenDocument(string name) => About(name, "evidence.open-document", "là văn bản OpenDocument. Lưu lại thành .docx, .xlsx hoặc PDF rồi gửi.");

    public static Refusal Archive(string name) => About(name, "evidence.archive", "là tệp nén. Giải nén rồi gửi từng tệp bên trong.");

    public static Refusal Bomb(string name) => About(name, "evidence.bomb", "nội dung nén bên trong lớn bất thường nên không mở. Chép nội dung cần thiết sang một tệp mới rồi gửi.");

    public static Refusal Macros(string name) => About(name, "evidence.macros", "có macro (mã lệnh). Mở bằng Word hoặc Excel, lưu lại dạng không macro (.docx, .xlsx) rồi gửi.");

    public static Refusal Encrypted(string name) => About(name, "evidence.encrypted", "có mật khẩu nên người thẩm định không mở được. Bỏ mật khẩu, lưu lại rồi gửi.");

    public static Refusal TooManyPixels(string name, long pixels) =>
        About(name, "evidence.too-many-pixels", $"ảnh có {NumberText.Spoken(pixels / 1_000_000)} triệu điểm, quá {EvidenceLimits.MostPixels / 1_000_000} triệu. Thu nhỏ ảnh rồi gửi.");

    public static Refusal UnknownKind(string name) => About(name, "evidence.unknown-kind", "không phải PDF, ảnh (JPEG, PNG, WebP), Word hay Excel. Lưu lại thành một trong các loại ấy rồi gửi.");

    public static Refusal Unsafe(string name) => About(name, "evidence.unsafe", "phần mềm quét thấy mã độc. Không nhận; báo người phụ trách máy kiểm tra máy đã tạo tệp.");

    public static Refusal NotScanned(string name) => About(name, "evidence.not-scanned", "chưa quét được mã độc nên chưa nhận. Thử lại sau; nếu vẫn vậy, báo người phụ trách máy.");

    public static Refusal Unknown() => new("evidence.unknown", "Không có minh chứng này ở đơn vị. Mở lại danh sách minh chứng của đơn vị.");

    public static Refusal UnknownLine(string line) => new("evidence.unknown-line", $"Bộ tiêu chí không có chỉ tiêu “{line}”. Chọn lại chỉ tiêu.");

    public static Refusal UnknownMeasure(string measure) => new("evidence.unknown-measure", $"Không có số đo “{measure}”. Chọn lại số đo.");

    public static Refusal UnknownPeriod(string text) => new("evidence.unknown-period", $"“{text}” không phải là kỳ. Viết 2024, 2024-H1, 2024-Q4 hoặc 2024-11; để trống nếu dùng cho mọi kỳ.");

    public static Refusal AlreadyLinked() => new("evidence.already-linked", "Minh chứng đã gắn ở đúng chỗ này. Chọn chỗ khác.");

    public static Refusal ChangedMeanwhile() => new("evidence.changed-meanwhile", "Có người vừa đổi chỗ dùng của minh chứng này. Mở lại trang, xem nó đang dùng cho đâu, rồi làm lại.");

    public static Refusal AlreadyRemoved() => new("evidence.already-removed", "Minh chứng này đã gỡ, không sửa được nữa. Gửi tệp mới nếu cần.");

    public static Refusal NoReason() => new("evidence.no-reason", "Chưa ghi lý do. Ghi ngắn gọn vì sao thay hoặc gỡ.");

    public static Refusal SameFile() => new("evidence.same-file", "Tệp vừa gửi giống hệt bản đang dùng, không có gì để thay.");

    public static Refusal OneFileOnly() => new("evidence.one-file-only", "Mỗi lần thay chọn đúng một tệp. Tệp khác thì gửi thành minh chứng mới.");

    public static Refusal NotAssigned() => new("evidence.not-assigned", "Minh chứng này không thuộc chỉ tiêu, số đo được giao cho anh/chị. Nhờ người phụ trách chỉ tiêu, trưởng khu hoặc văn phòng xã.");

    public static Refusal OfSentReport(string line, Period period) =>
        new("evidence.of-sent-report", $"Minh chứng này đứng sau dòng {line} của báo cáo {period.Spoken()} đã gửi, nên không thay, không gỡ được. Đề nghị người thẩm tra trả lại dòng, hoặc lập bản sửa đổi, rồi làm.");

    public static Refusal ServesOthers() => new("evidence.serves-others", "Minh chứng này còn dùng cho đơn vị khác. Ở đây chỉ thôi dùng cho đơn vị mình được; muốn thay hoặc gỡ hẳn, nhờ văn phòng xã.");

    public static Refusal TextTooLong(int most) => new("evidence.text-too-long", $"Tên gọi hoặc lý do dài quá {most} ký tự. Viết ngắn lại.");

    private static Refusal About(string name, string code, string what) => new(code, $"Tệp “{SafeFileName.Shown(name)}”: {what}");
}
