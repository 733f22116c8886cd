using KieuMau.Domain.Measures;

namespace KieuMau.Formats.Tests.Observations;

/// <summary>One measure of every kind, for tests.</summary>
internal static class SomeMeasures
{
    private static readonly Split Sex = new("giới tính", ["nam", "nữ"], false);
    private static readonly string[] Scale = ["Không hoàn thành nhiệm vụ", "Hoàn thành nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ"];
    private static readonly Dictionary<string, string> Abbreviations = new() { ["HTXSNV"] = Scale[3], ["HTTNV"] = Scale[2], ["HTT"] = Scale[2], ["HTNV"] = Scale[1] };

    public static MeasureDictionary Dictionary()
    {
        Measure people = new() { Code = "dan-so", Name = "dân số", Kind = MeasureKind.Count, Unit = "người", Split = Sex };
        Measure houses = new() { Code = "tong-so-nha-o", Name = "tổng số nhà ở", Kind = MeasureKind.Count, Unit = "nhà" };
        Measure goodHouses = new() { Code = "nha-o-dat-chuan", Name = "nhà ở đạt tiêu chuẩn", Kind = MeasureKind.Count, Unit = "nhà" };
        Measure insured = new() { Code = "nguoi-co-bhyt", Name = "người có thẻ BHYT", Kind = MeasureKind.Count, Unit = "người", Coarser = new Coarser.ShareOf("dân số"), Split = Sex };
        goodHouses.Bound(new Formula.Of(houses), []);
        insured.Bound(new Formula.Of(people), []);
        return new(
        [
            new() { Code = "tong-so-ho", Name = "tổng số hộ", Kind = MeasureKind.Count, Unit = "hộ" },
            people, houses, goodHouses, insured,
            new() { Code = "km-duong", Name = "km đường", Kind = MeasureKind.Quantity, Unit = "km", Decimals = 2 },
            new() { Code = "kinh-phi", Name = "kinh phí", Kind = MeasureKind.Money, Unit = "đồng" },
            new() { Code = "ty-le", Name = "tỷ lệ hài lòng", Kind = MeasureKind.Percentage, Decimals = 1 },
            new() { Code = "doan-duong-da-giao", Name = "đoạn đường đã giao cho hộ", Kind = MeasureKind.Count, Unit = "đoạn", Coarser = new Coarser.AllOrNot("mọi đoạn đường đã giao") },
            new() { Code = "diem-vui-choi", Name = "điểm vui chơi", Kind = MeasureKind.Count, Unit = "điểm", Coarser = new Coarser.AtLeastOrNone("có điểm vui chơi", 1) },
            new() { Code = "wifi", Name = "wifi miễn phí", Kind = MeasureKind.YesNo },
            new() { Code = "xep-loai-chi-bo", Name = "xếp loại chi bộ", Kind = MeasureKind.Level, Scale = Scale, Abbreviations = Abbreviations },
            new() { Code = "xep-loai-doan-the", Name = "xếp loại đoàn thể", Kind = MeasureKind.Level, Scale = Scale, Abbreviations = Abbreviations, Items = ["Hội Nông dân", "Hội Phụ nữ"], Coarser = new Coarser.Lowest() },
            new() { Code = "dich-vu", Name = "dịch vụ thiết yếu", Kind = MeasureKind.Choices, Options = ["y tế", "giáo dục", "phòng, chống cháy"] },
            new() { Code = "dich-vu-khac", Name = "dịch vụ khác", Kind = MeasureKind.Choices, Options = ["y tế"], OptionsOpen = true },
            new() { Code = "mo-hinh", Name = "mô hình bảo vệ môi trường", Kind = MeasureKind.Statement, Facets = ["thường xuyên", "hiệu quả"] },
            new() { Code = "diem-1", Name = "điểm 1", Kind = MeasureKind.Quantity, Unit = "điểm", Decimals = 1 },
        ]);
    }
}
