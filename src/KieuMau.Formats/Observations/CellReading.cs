using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Formats.Observations;

/// <summary>Đọc một ô: its type and number format count, not only its text.</summary>
internal static class CellReading
{
    public static TypedReading Read(WorkbookCell? cell, MappedColumn column, Measure measure)
    {
        if (cell is null || cell.Shown.Trim().Length == 0) return Empty(column, measure);
        if (MeaningOf(cell.Shown.Trim(), column) is { } meaning) return TypedValue.Read(meaning, measure, column.Split);
        return cell.Kind switch
        {
            CellKind.Number => Number(NumberText.ReadInvariant(cell.Raw) ?? 0, cell.Percent, column, measure),
            CellKind.Boolean => Checked(new ObservedValue.Answer(cell.Raw == "1"), column, measure),
            CellKind.Date => Refuse("observations.date-in-cell", $"Trong ô là ngày. Số đo này {ObservationRefusals.Asked(measure)}. Sửa ô hoặc gõ giá trị ở đây."),
            CellKind.Error => Refuse("observations.error-in-cell", $"Công thức trong ô đang báo lỗi {cell.Raw}. Sửa công thức hoặc gõ giá trị ở đây."),
            _ => Text(cell.Raw.Trim(), column, measure),
        };
    }

    private static string? MeaningOf(string shown, MappedColumn column) =>
        column.Words.FirstOrDefault(pair => VietnameseText.Same(pair.Key, shown)) is { Key: not null } word ? word.Value : null;

    private static TypedReading Empty(MappedColumn column, Measure measure) => column.Empty switch
    {
        EmptyCell.No => Checked(new ObservedValue.Answer(false), column, measure),
        EmptyCell.Zero => Checked(new ObservedValue.Number(0), column, measure),
        _ => new TypedReading.Empty(),
    };

    private static TypedReading Text(string text, MappedColumn column, Measure measure)
    {
        if (text is "-" or "–" or "—" or "…" or "...") return Dash(measure);
        var bareShare = HeadSaysPercent(column) && measure.Coarser is Coarser.ShareOf && text.Any(char.IsAsciiDigit) && !text.EndsWith('%');
        return TypedValue.Read(bareShare ? text + "%" : text, measure, column.Split);
    }

    private static TypedReading.Doubtful Dash(Measure measure)
    {
        ObservedValue[] readings = measure.Kind switch
        {
            MeasureKind.YesNo or MeasureKind.Statement => [new ObservedValue.Answer(false), new ObservedValue.Nothing()],
            _ when measure.IsNumber => [new ObservedValue.Number(0), new ObservedValue.Nothing()],
            _ => [new ObservedValue.Nothing()],
        };
        return new(readings, "Dấu gạch có thể là “không có” hoặc “chưa có số liệu”.");
    }

    private static TypedReading Number(decimal number, bool percent, MappedColumn column, Measure measure)
    {
        if (percent) return Checked(Share(number * 100, measure), column, measure);
        if (measure.Kind is MeasureKind.YesNo or MeasureKind.Statement && number is 0 or 1)
            return new TypedReading.Doubtful([new ObservedValue.Answer(number == 1), new ObservedValue.Answer(number != 1)], "Số đo này hỏi có hay không, trong ô lại là số.");

        var asShare = measure.Kind == MeasureKind.Percentage || (measure.Coarser is Coarser.ShareOf && HeadSaysPercent(column));
        if (asShare && number is > 0 and <= 1)
            return new TypedReading.Doubtful([Share(number * 100, measure), Share(number, measure)], "Số này có thể là phần của 1 hoặc là phần trăm.");
        return Checked(asShare ? Share(number, measure) : new ObservedValue.Number(number), column, measure);
    }

    private static ObservedValue Share(decimal percent, Measure measure) =>
        measure.Kind == MeasureKind.Percentage ? new ObservedValue.Number(percent) : new ObservedValue.Share(percent);

    private static bool HeadSaysPercent(MappedColumn column) =>
        column.Head.Contains('%', StringComparison.Ordinal) || VietnameseText.Fold(column.Head).StartsWith("tỷ lệ", StringComparison.Ordinal) || VietnameseText.Fold(column.Head).StartsWith("tỉ lệ", StringComparison.Ordinal);

    private static TypedReading Checked(ObservedValue value, MappedColumn column, Measure measure) =>
        ObservationRules.Check(measure, value, column.Split) is { } refusal ? new TypedReading.Refused(refusal) : new TypedReading.One(value);

    private static TypedReading.Refused Refuse(string code, string text) => new(new(code, text));
}
