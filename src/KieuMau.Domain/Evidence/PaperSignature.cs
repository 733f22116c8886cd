namespace KieuMau.Domain.Evidence;

/// <summary>Giờ ký do ai nói.</summary>
public enum SigningClock
{
    None,

    /// <summary>Máy của người ký ghi trong chữ ký.</summary>
    Signer,

    /// <summary>Phần mềm ghi bên cạnh chữ ký; not covered by what the signer's key signed.</summary>
    Document,

    /// <summary>Dấu thời gian của một tổ chức khác.</summary>
    TimeStamp,
}

/// <summary>Kết luận về các byte đã ký.</summary>
public enum SignedBytes
{
    /// <summary>Còn nguyên như lúc ký.</summary>
    Unchanged,

    /// <summary>Đã bị sửa sau khi ký.</summary>
    Changed,

    /// <summary>Không đọc được chữ ký.</summary>
    Unreadable,
}

/// <summary>
/// Chữ ký số trong một tệp PDF: who, when, and whether the bytes are those signed. The chain of certificates is not
/// checked: whether the key is really that person's is for a tool that knows the issuers.
/// </summary>
/// <param name="Signer">Tên trong chứng thư; empty when there is none.</param>
/// <param name="SignedAt">UTC.</param>
/// <param name="CoversWholeFile">Nothing was added to the file after this signature.</param>
public sealed record PaperSignature(string Signer, string Issuer, DateTime? SignedAt, SigningClock Clock, SignedBytes Bytes, bool CoversWholeFile)
{
    private static readonly TimeSpan VietNam = TimeSpan.FromHours(7);

    /// <summary>The day of signing in Việt Nam.</summary>
    public DateOnly? SignedOn => SignedAt is { } at ? DateOnly.FromDateTime(at + VietNam) : null;

    /// <summary>"trước hạn 11 ngày", "đúng hạn", "sau hạn 3 ngày".</summary>
    /// <param name="name">What the day is: hạn, or ngày cuối kỳ where none was stated.</param>
    public string Against(DateOnly due, string name = "hạn") => SignedOn is not { } day ? "không rõ ngày ký" : (day.DayNumber - due.DayNumber) switch
    {
        < 0 and var early => $"trước {name} {-early} ngày",
        0 => $"đúng {name}",
        var late => $"sau {name} {late} ngày",
    };

    public string SpokenClock() => Clock switch
    {
        SigningClock.Signer => "theo đồng hồ máy ký",
        SigningClock.Document => "theo phần mềm lập tệp",
        SigningClock.TimeStamp => "theo dấu thời gian",
        _ => "tệp không ghi giờ ký",
    };

    public string SpokenBytes() => (Bytes, CoversWholeFile) switch
    {
        (SignedBytes.Unchanged, true) => "Nội dung đã ký còn nguyên.",
        (SignedBytes.Unchanged, false) => "Nội dung đã ký còn nguyên, nhưng sau chữ ký này tệp còn được ghi thêm.",
        (SignedBytes.Changed, _) => "Nội dung đã bị sửa sau khi ký.",
        _ => "Không đọc được chữ ký này.",
    };
}
