namespace KieuMau.Formats.Procedures;

/// <summary>Bảng tuân thủ as CSV: with a mark at its beginning by which Excel knows UTF-8.</summary>
public static class ComplianceCsv
{
    public static void Write(TextWriter writer, IEnumerable<IEnumerable<string>> rows)
    {
        writer.Write('\uFEFF');
        CsvLines.Write(writer, ["ma", "yeu_cau", "can_cu", "trang_thai", "muc", "cach", "xem_o", "do_duoc"], rows);
    }
}
