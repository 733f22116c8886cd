using KieuMau.Domain.Measures;

namespace KieuMau.Domain.Observations;

/// <summary>Every reason a number may be refused, in one place: what is wrong and what to do.</summary>
public static class ObservationRefusals
{
    /// <summary>The whole sentence: where, what, why and what next.</summary>
    public static string At(string unitName, Measure measure, string split, string typed, Refusal refusal)
    {
        var part = split.Length == 0 ? "" : $" ({split})";
        return $"{unitName}, {measure.Name}{part}: {typed} chưa được lưu. {refusal.Text}";
    }

    public static Refusal WrongKind(Measure measure) => new("observations.wrong-kind", $"Số đo này {Asked(measure)}. Sửa lại cho đúng loại.");

    public static Refusal Unreadable(Measure measure) => new("observations.unreadable", $"Không đọc được. Số đo này {Asked(measure)}.");

    public static Refusal Negative(Measure measure) =>
        new("observations.negative", $"{(measure.Kind == MeasureKind.Count ? "Số đếm" : "Số này")} không được âm. Sửa lại, không có thì ghi 0.");

    public static Refusal NotWhole(Measure measure) =>
        new("observations.not-whole", measure.Kind == MeasureKind.Money
            ? "Số tiền ghi tròn, không có phần lẻ. Sửa lại số tiền."
            : $"Số đếm phải là số nguyên{(measure.Unit.Length == 0 ? "" : $" ({measure.Unit})")}. Sửa lại số đếm.");

    public static Refusal TooLarge() => new("observations.too-large", "Số này quá lớn. Xem lại số chữ số và đơn vị tính.");

    public static Refusal ShareOverAll() => new("observations.share-over-all", "Tỷ lệ không quá 100\u00a0%. Sửa lại tỷ lệ.");

    public static Refusal ShareNotAsked(Measure measure) =>
        new("observations.share-not-asked", $"Số đo này không nhận tỷ lệ phần trăm; nó {Asked(measure)}. Ghi {(measure.Unit.Length == 0 ? "giá trị" : "số " + measure.Unit)}.");

    public static Refusal ReasonMissing() => new("observations.reason-missing", "“Không áp dụng” phải kèm lý do. Ghi lý do.");

    public static Refusal EachItemAsked(Measure measure) =>
        new("observations.each-item-asked", $"Mức được hỏi riêng cho từng mục ({string.Join("; ", measure.Items)}). Ghi mức của từng mục.");

    public static Refusal UnknownWord(string word, IReadOnlyList<string> known)
    {
        var nearest = VietnameseText.Nearest(word, known) is { } near ? $" Có phải “{near}”?" : "";
        return new("observations.unknown-word", $"Không có “{word}” trong danh sách.{nearest} Chọn trong: {string.Join("; ", known)}.");
    }

    public static Refusal UnknownSplit(Measure measure, string split)
    {
        var known = ObservationRules.KnownSplits(measure).ToList();
        return known.Count == 0
            ? new("observations.unknown-split", $"Số đo “{measure.Name}” không tách nhỏ, không có “{split}”. Bỏ phần tách.")
            : new("observations.unknown-split", $"Số đo “{measure.Name}” không có phần “{split}”. Dùng một trong: {string.Join("; ", known)}.");
    }

    public static Refusal LargerThan(string whole, string wholeSpoken) =>
        new("observations.part-larger-than-whole", $"Số này lớn hơn {whole} ({wholeSpoken}). Sửa số này hoặc sửa {whole}.");

    /// <summary>Said at another number than the one that would be too large.</summary>
    public static Refusal MakesLarger(string part, string partSpoken, string whole, string wholeSpoken) =>
        new("observations.part-larger-than-whole", $"Với số này thì {part} ({partSpoken}) lớn hơn {whole} ({wholeSpoken}). Sửa {part} trước, hoặc xem lại số này.");

    public static Refusal PartsExceed(Split split, string sumSpoken, string wholeSpoken) =>
        new("observations.parts-exceed-whole", $"Cộng theo {split.Name} được {sumSpoken}, lớn hơn số chung ({wholeSpoken}). Sửa số tách hoặc sửa số chung.");

    /// <summary>What the measure wants, as the end of a sentence beginning "Số đo này …".</summary>
    public static string Asked(Measure measure)
    {
        var unit = measure.Unit.Length == 0 ? "" : $", đơn vị {measure.Unit}";
        var asked = measure.Kind switch
        {
            MeasureKind.Count => $"nhận số nguyên{unit}, ví dụ 1.250",
            MeasureKind.Quantity or MeasureKind.Money => $"nhận số{unit}, ví dụ {(measure.Decimals == 0 ? "1.250" : "95,5")}",
            MeasureKind.Percentage => "nhận tỷ lệ phần trăm, ví dụ 97,1\u00a0%",
            MeasureKind.YesNo => "nhận “có” hoặc “không”",
            MeasureKind.Level => $"nhận một mức: {string.Join("; ", measure.Scale)}",
            MeasureKind.Choices => $"nhận các mục, cách nhau bằng dấu chấm phẩy: {string.Join("; ", measure.Options)}",
            _ => $"nhận “có”, “không” hoặc các mặt có: {string.Join("; ", measure.Facets)}",
        };
        return asked + measure.Coarser switch
        {
            Coarser.ShareOf(var whole) => $"; hoặc tỷ lệ % trên {whole}",
            Coarser.AllOrNot(var question) => $"; hoặc “có”, “không” ({question})",
            Coarser.AtLeastOrNone(var question, _) => $"; hoặc “có”, “không” ({question})",
            _ => "",
        };
    }
}
