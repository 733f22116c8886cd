using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Formats.Tests.CriteriaSets;

/// <summary>A province may ask more than the nation, never less; `check` says where it does.</summary>
public sealed class FloorChecksTests
{
    private const string Floor = """
        bộ tiêu chí: Sàn
        mã: san
        hiệu lực: { từ: 2022-01-01 }
        áp dụng cho: xã
        so-do:
          tong: { tên: tổng số hộ, kiểu: số đếm, đơn vị: hộ, cấp: xã }
          sach: { tên: hộ dùng nước sạch, kiểu: số đếm, đơn vị: hộ, cấp: xã }
          ngheo: { tên: hộ nghèo, kiểu: số đếm, đơn vị: hộ, cấp: xã }
          loai: { tên: xếp loại, kiểu: mức, cấp: xã, thang: [Yếu, Khá, Tốt] }
        tiêu chí:
          - mã: "1"
            tên: Một
            căn cứ: { văn bản: sàn, trạng thái: đã xác nhận }
            chỉ tiêu:
              - { mã: A, tên: A, tính: hộ dùng nước sạch / tổng số hộ, mức: ≥ 50 % }
              - { mã: B, tên: B, tính: hộ nghèo / tổng số hộ, mức: ≤ 8 % }
              - { mã: C, tên: C, tính: hộ nghèo, mức: = 0 }
              - { mã: D, tên: D, tính: xếp loại, mức: ≥ Khá }
              - { mã: E, tên: E, tính: hộ dùng nước sạch / tổng số hộ, mức: { theo: vùng, Núi: ≥ 20 %, Xuôi: ≥ 60 % } }
              - { mã: F, tên: F, mọi: [ { tính: hộ nghèo, mức: < 5 }, { tính: xếp loại, mức: ≥ Khá } ] }
              - { mã: G, tên: G, ít nhất: 2, trong: [ { tính: hộ nghèo, mức: < 5 }, { tính: xếp loại, mức: ≥ Khá } ] }
              - { mã: H, tên: H, tính: hộ nghèo, mức: chưa có }
        """;

    private static IReadOnlyList<FileProblem> Check(string issuedBy, string line)
    {
        var amendment = $"sửa đổi: san\nmã: tinh-1\ncấp ban hành: {issuedBy}\nhiệu lực: {{ từ: 2023-01-01 }}\nthay:\n  - {{ {line} }}\n";
        return [.. FloorChecks.TooEasy(CriteriaFiles.Read([new("san.yaml", Floor), new("tinh.yaml", amendment)]))];
    }

    [Theory]
    [InlineData("mã: A, mức: ≥ 49 %")]
    [InlineData("mã: A, mức: ≤ 60 %")]
    [InlineData("mã: A, mức: chưa có")]
    [InlineData("mã: B, mức: ≤ 9 %")]
    [InlineData("mã: C, mức: ≤ 1")]
    [InlineData("mã: D, mức: ≥ Yếu")]
    [InlineData("mã: E, mức: { theo: vùng, Núi: ≥ 19 %, Xuôi: ≥ 60 % }")]
    [InlineData("mã: E, mức: ≥ 10 %")]
    [InlineData("mã: A, mức: { theo: năm, \"2024\": ≥ 60 %, \"2025\": ≥ 40 % }")]
    [InlineData("mã: F, mọi: [ { tính: hộ nghèo, mức: < 5 } ]")]
    [InlineData("mã: F, mọi: [ { tính: hộ nghèo, mức: ≤ 5 }, { tính: xếp loại, mức: ≥ Khá } ]")]
    [InlineData("mã: G, ít nhất: 1, trong: [ { tính: hộ nghèo, mức: < 5 }, { tính: xếp loại, mức: ≥ Khá } ]")]
    public void A_province_that_asks_less_is_refused_with_its_place(string line)
    {
        var problem = Assert.Single(Check("tỉnh", line));

        Assert.Equal(("tinh.yaml", 6), (problem.File, problem.Line));
        Assert.Contains("dễ hơn", problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(Check("xã", line));
    }

    [Theory]
    [InlineData("mã: A, mức: ≥ 50 %")]
    [InlineData("mã: A, mức: \"> 50 %\"")]
    [InlineData("mã: A, mức: = 100 %")]
    [InlineData("mã: B, mức: ≤ 8 %")]
    [InlineData("mã: B, mức: < 8 %")]
    [InlineData("mã: D, mức: ≥ Tốt")]
    [InlineData("mã: E, mức: { theo: vùng, Núi: ≥ 20 %, Xuôi: ≥ 70 % }")]
    [InlineData("mã: E, mức: ≥ 60 %")]
    [InlineData("mã: H, mức: ≤ 100")]
    [InlineData("mã: F, mọi: [ { tính: hộ nghèo, mức: < 4 }, { tính: xếp loại, mức: ≥ Tốt }, { tính: hộ dùng nước sạch, mức: ≥ 1 } ]")]
    public void As_much_or_more_is_allowed(string line) => Assert.Empty(Check("tỉnh", line));

    [Fact]
    public void The_nation_itself_and_an_illustration_may_ask_less()
    {
        Assert.Empty(Check("trung ương", "mã: A, mức: ≥ 40 %"));
        Assert.Empty(Check("minh họa", "mã: A, mức: ≥ 40 %"));
    }

    [Fact]
    public void A_province_may_not_take_a_line_out()
    {
        const string Amendment = "sửa đổi: san\nmã: tinh-1\ncấp ban hành: tỉnh\nhiệu lực: { từ: 2023-01-01 }\nbỏ: [A]\n";

        Assert.Contains("A", Assert.Single(FloorChecks.TooEasy(CriteriaFiles.Read([new("san.yaml", Floor), new("tinh.yaml", Amendment)]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_that_stands_on_a_floor_is_held_to_it()
    {
        const string Above = """
            bộ tiêu chí: Tỉnh
            mã: tinh
            hiệu lực: { từ: 2022-01-01 }
            áp dụng cho: xã
            trên nền: san
            tiêu chí:
              - mã: "1"
                tên: Một
                căn cứ: { văn bản: tỉnh, trạng thái: đã xác nhận }
                chỉ tiêu:
                  - { mã: A, tên: A, tính: hộ dùng nước sạch / tổng số hộ, mức: ≥ 45 % }
            """;
        var loaded = CriteriaFiles.Read([new("san.yaml", Floor), new("tinh.yaml", Above)]);

        var problem = Assert.Single(FloorChecks.TooEasy(loaded));
        Assert.Equal(("tinh.yaml", 11), (problem.File, problem.Line));
        Assert.Equal(8, loaded.Library.Find("tinh")!.Latest.Indicators.Count());
    }
}
