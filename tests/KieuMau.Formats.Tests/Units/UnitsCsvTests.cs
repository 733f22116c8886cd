using System.Text;
using KieuMau.Domain.Units;
using KieuMau.Formats.Units;

namespace KieuMau.Formats.Tests.Units;

public sealed class UnitsCsvTests
{
    private const string Head = "code,name,level,parent,valid_from,valid_to,attributes,successors\n";

    private static FileReading<Unit> Read(string text) => UnitsCsv.Read(new StringReader(text), "units.csv");

    private static FileProblem Problem(string text) => Assert.Single(Read(text).Problems);

    [Fact]
    public void A_line_becomes_a_unit()
    {
        var unit = Assert.Single(Read(Head + "a,Xã A,xã,,2020-01-01,2025-06-30,vùng=TDMNPB;nhóm xã=2,b;c\n").OrRefuse());

        Assert.Equal(("a", "Xã A", "xã", null, new DateOnly(2020, 1, 1), new DateOnly(2025, 6, 30)), (unit.Code, unit.Name, unit.Level, unit.Parent, unit.ValidFrom, unit.ValidTo));
        Assert.Equal("TDMNPB", unit.Attributes["vùng"]);
        Assert.Equal("2", unit.Attributes["nhóm xã"]);
        Assert.Equal(["b", "c"], unit.Successors);
    }

    [Fact]
    public void Columns_come_in_any_order_and_optional_ones_may_be_missing()
    {
        var unit = Assert.Single(Read("level,code\r\nxã,a\r\n").OrRefuse());

        Assert.Equal(("a", "a", DateOnly.MinValue, null), (unit.Code, unit.Name, unit.ValidFrom, unit.ValidTo));
    }

    [Fact]
    public void Quotes_commas_and_line_breaks_follow_rfc_4180()
    {
        var units = Read("\uFEFFcode,name,level\r\na,\"Xã \"\"A\"\",\r\nhuyện B\",xã\r\nb,B,xã\r\n").OrRefuse();

        Assert.Equal("Xã \"A\",\r\nhuyện B", units[0].Name);
        Assert.Equal("b", units[1].Code);
    }

    [Fact]
    public void One_code_may_stand_on_rows_that_follow_each_other()
    {
        Assert.Equal(2, Read(Head + "a,A,xã,,2020-01-01,2024-12-31,,\na,A mới,xã,,2025-01-01,,,\n").OrRefuse().Count);
        Assert.Contains("trùng nhau", Problem(Head + "a,A,xã,,2020-01-01,2025-01-01,,\na,A mới,xã,,2025-01-01,,,\n").Message, StringComparison.Ordinal);
        Assert.Contains("trùng nhau", Problem(Head + "a,A,xã,,2020-01-01,,,\na,A mới,xã,,2025-01-01,,,\n").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parent_must_be_known()
    {
        var problem = Problem(Head + "thanh-dinh,A,xã,,,,,\nk1,Khu 1,khu,thanh-din,,,,\n");

        Assert.Equal(("units.csv", 3, 4), (problem.File, problem.Line, problem.Column));
        Assert.Contains("Có phải “thanh-dinh”?", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,A,xã,a,,,,\n", 1)]
    [InlineData("a,A,xã,b,,,,\nb,B,xã,a,,,,\n", 2)]
    [InlineData("a,A,xã,b,2020-01-01,2020-12-31,,\nb,B,xã,a,2021-01-01,,,\n", 0)]
    public void A_parent_loop_is_refused_when_it_closes_at_some_date(string rows, int problems) =>
        Assert.Equal(problems, Read(Head + rows).Problems.Count);

    [Theory]
    [InlineData("a,A,xã,,2024-13-01,,,", "không phải ngày")]
    [InlineData("a,A,xã,,01/01/2024,,,", "không phải ngày")]
    [InlineData("a,A,xã,,2024-02-01,2024-01-01,,", "đứng trước")]
    [InlineData("a,A,xã,,,,vùng,", "tên=giá trị")]
    [InlineData("a,A,xã,,,,vùng=1;vùng=2,", "hai lần")]
    [InlineData(",A,xã,,,,,", "để trống")]
    [InlineData("a,A,xã,,", "có 5 ô")]
    [InlineData("a,A\"B,xã,,,,,", "Dấu nháy")]
    [InlineData("a,\"A,xã,,,,,", "không được đóng")]
    public void A_bad_line_says_what_is_wrong(string row, string said)
    {
        var problem = Problem(Head + row + "\n");

        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, problem.Line);
    }

    [Theory]
    [InlineData("", "Tệp trống")]
    [InlineData("name\nA\n", "Thiếu cột code, level")]
    [InlineData("code,level,color\na,xã,red\n", "Không có cột “color”. Các cột dùng được: code, level, name")]
    [InlineData("code,level,code\na,xã,b\n", "hai lần")]
    public void A_bad_head_says_what_is_wrong(string text, string said) => Assert.Contains(said, Problem(text).Message, StringComparison.Ordinal);

    [Fact]
    public void All_errors_are_told_at_once() =>
        Assert.Equal([2, 3, 4], Read(Head + "a,A,xã,nowhere,,,,\n,B,xã,,,,,\nc,C,xã,,hôm qua,,,\n").Problems.Select(problem => problem.Line));

    [Fact]
    public void Bytes_of_another_encoding_are_told()
    {
        using var reader = Utf8Text.Open(new MemoryStream([.. Encoding.UTF8.GetBytes(Head), 0x61, 0x2C, 0xE3, 0x28, 0x0A]));

        Assert.Contains("UTF-8", Assert.Single(UnitsCsv.Read(reader, "units.csv").Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_swallows_megabytes_is_refused() =>
        Assert.NotEmpty(Read(Head + "a,\"" + new string('x', 3_000_000)).Problems);
}
