using KieuMau.Domain.Measures;

namespace KieuMau.Domain.Tests.Observations;

/// <summary>One measure of every kind, for tests.</summary>
internal static class SomeMeasures
{
    public static readonly Measure Households = new() { Code = "tong-so-ho", Name = "tổng số hộ", Kind = MeasureKind.Count, Unit = "hộ" };
    public static readonly Measure People = new() { Code = "dan-so", Name = "dân số", Kind = MeasureKind.Count, Unit = "người", Split = new("giới tính", ["nam", "nữ"], false) };
    public static readonly Measure Houses = new() { Code = "tong-so-nha-o", Name = "tổng số nhà ở", Kind = MeasureKind.Count, Unit = "nhà" };
    public static readonly Measure GoodHouses = new() { Code = "nha-o-dat-chuan", Name = "nhà ở đạt tiêu chuẩn", Kind = MeasureKind.Count, Unit = "nhà" };
    public static readonly Measure Insured = new() { Code = "nguoi-co-bhyt", Name = "người có thẻ BHYT", Kind = MeasureKind.Count, Unit = "người", Coarser = new Coarser.ShareOf("dân số"), Split = new("giới tính", ["nam", "nữ"], false) };
    public static readonly Measure Roads = new() { Code = "km-duong", Name = "km đường", Kind = MeasureKind.Quantity, Unit = "km", Decimals = 2 };
    public static readonly Measure Income = new() { Code = "thu-nhap", Name = "thu nhập bình quân", Kind = MeasureKind.Money, Unit = "triệu đồng/người/năm", Decimals = 1 };
    public static readonly Measure Spent = new() { Code = "kinh-phi", Name = "kinh phí", Kind = MeasureKind.Money, Unit = "đồng" };
    public static readonly Measure Percentage = new() { Code = "ty-le", Name = "tỷ lệ hài lòng", Kind = MeasureKind.Percentage, Decimals = 1 };
    public static readonly Measure Segments = new() { Code = "doan-duong-da-giao", Name = "đoạn đường đã giao cho hộ", Kind = MeasureKind.Count, Unit = "đoạn", Coarser = new Coarser.AllOrNot("mọi đoạn đường đã giao") };
    public static readonly Measure Playgrounds = new() { Code = "diem-vui-choi", Name = "điểm vui chơi", Kind = MeasureKind.Count, Unit = "điểm", Coarser = new Coarser.AtLeastOrNone("có điểm vui chơi", 1) };
    public static readonly Measure Wifi = new() { Code = "wifi", Name = "wifi miễn phí", Kind = MeasureKind.YesNo };

    public static readonly Measure Cell = new()
    {
        Code = "xep-loai-chi-bo", Name = "xếp loại chi bộ", Kind = MeasureKind.Level,
        Scale = ["Không hoàn thành nhiệm vụ", "Hoàn thành nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ"],
        Abbreviations = new Dictionary<string, string> { ["HTXSNV"] = "Hoàn thành xuất sắc nhiệm vụ", ["HTT"] = "Hoàn thành tốt nhiệm vụ" },
    };

    public static readonly Measure Unions = new()
    {
        Code = "xep-loai-doan-the", Name = "xếp loại đoàn thể", Kind = MeasureKind.Level, Scale = Cell.Scale, Abbreviations = Cell.Abbreviations,
        Items = ["Hội Nông dân", "Hội Phụ nữ"], Coarser = new Coarser.Lowest(),
    };

    public static readonly Measure Services = new() { Code = "dich-vu", Name = "dịch vụ thiết yếu", Kind = MeasureKind.Choices, Options = ["y tế", "giáo dục", "phòng, chống cháy"] };
    public static readonly Measure OpenServices = new() { Code = "dich-vu-khac", Name = "dịch vụ khác", Kind = MeasureKind.Choices, Options = ["y tế"], OptionsOpen = true };
    public static readonly Measure Group = new() { Code = "mo-hinh", Name = "mô hình bảo vệ môi trường", Kind = MeasureKind.Statement, Facets = ["thường xuyên", "hiệu quả"] };
    public static readonly Measure Score = new() { Code = "diem-1", Name = "điểm 1", Kind = MeasureKind.Quantity, Unit = "điểm", Decimals = 1 };

    static SomeMeasures()
    {
        GoodHouses.Bound(new Formula.Of(Houses), []);
        Insured.Bound(new Formula.Of(People), []);
    }

    public static readonly MeasureDictionary All = new(
        [Households, People, Houses, GoodHouses, Insured, Roads, Income, Spent, Percentage, Segments, Playgrounds, Wifi, Cell, Unions, Services, OpenServices, Group, Score]);
}
