namespace KieuMau.Domain.Evidence;

/// <summary>Loại tệp minh chứng: told by what is inside a file, never by its name.</summary>
public enum EvidenceKind
{
    Pdf,
    Jpeg,
    Png,
    WebP,

    /// <summary>.docx, without macros.</summary>
    Word,

    /// <summary>.xlsx, without macros.</summary>
    Excel,

    /// <summary>.doc of Word 97–2003.</summary>
    OldWord,

    /// <summary>.xls of Excel 97–2003.</summary>
    OldExcel,
}

public static class EvidenceKinds
{
    extension(EvidenceKind kind)
    {
        public bool IsPicture => kind is EvidenceKind.Jpeg or EvidenceKind.Png or EvidenceKind.WebP;

        /// <summary>How a file of this kind is named when it is handed out.</summary>
        public string Extension => kind switch
        {
            EvidenceKind.Pdf => ".pdf",
            EvidenceKind.Jpeg => ".jpg",
            EvidenceKind.Png => ".png",
            EvidenceKind.WebP => ".webp",
            EvidenceKind.Word => ".docx",
            EvidenceKind.Excel => ".xlsx",
            EvidenceKind.OldWord => ".doc",
            EvidenceKind.OldExcel => ".xls",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

        public string ContentType => kind switch
        {
            EvidenceKind.Pdf => "application/pdf",
            EvidenceKind.Jpeg => "image/jpeg",
            EvidenceKind.Png => "image/png",
            EvidenceKind.WebP => "image/webp",
            EvidenceKind.Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            EvidenceKind.Excel => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            EvidenceKind.OldWord => "application/msword",
            EvidenceKind.OldExcel => "application/vnd.ms-excel",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

        public string Spoken() => kind switch
        {
            EvidenceKind.Pdf => "PDF",
            EvidenceKind.Jpeg => "ảnh JPEG",
            EvidenceKind.Png => "ảnh PNG",
            EvidenceKind.WebP => "ảnh WebP",
            EvidenceKind.Word => "Word",
            EvidenceKind.Excel => "Excel",
            EvidenceKind.OldWord => "Word đời cũ",
            EvidenceKind.OldExcel => "Excel đời cũ",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }
}

/// <summary>Giới hạn của một tệp minh chứng.</summary>
public static class EvidenceLimits
{
    /// <summary>Một tệp, 20 MB.</summary>
    public const long LargestFile = 20L * 1024 * 1024;

    /// <summary>Tệp trong một lần gửi.</summary>
    public const int MostFiles = 10;

    /// <summary>Điểm ảnh, 40 triệu: what a phone takes passes, what would fill the memory of an old machine does not.</summary>
    public const long MostPixels = 40_000_000;

    public const int LongestTitle = 200;
    public const int LongestReason = 300;

    /// <summary>"3,2 MB", "120 KB".</summary>
    public static string SpokenSize(long bytes) => bytes switch
    {
        >= 1024 * 1024 => $"{NumberText.Spoken(decimal.Round(bytes / 1048576m, 1))}\u00a0MB",
        >= 1024 => $"{NumberText.Spoken(bytes / 1024)}\u00a0KB",
        _ => $"{NumberText.Spoken(bytes)}\u00a0byte",
    };
}
