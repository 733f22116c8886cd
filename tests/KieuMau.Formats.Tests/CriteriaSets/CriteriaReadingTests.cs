using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Formats.Tests.CriteriaSets;

/// <summary>Bad input: every error with its place, what was expected and a likely correction. “◆” marks the place.</summary>
public sealed class CriteriaReadingTests
{
    private const string Head = """
        bộ tiêu chí: Bộ thử
        mã: bo-thu
        quyết định: ví dụ
        hiệu lực: { từ: 2022-01-01 }
        áp dụng cho: khu

        so-do:
          tong-so-ho: { tên: tổng số hộ, kiểu: số đếm, đơn vị: hộ, cấp: khu }
          ho-phan-loai-rac: { tên: hộ phân loại rác, kiểu: số đếm, đơn vị: hộ, cấp: khu, muốn: tăng, không quá: tổng số hộ }
          dan-so: { tên: dân số, kiểu: số đếm, đơn vị: người, cấp: khu }
          xep-loai: { tên: xếp loại chi bộ, kiểu: mức, cấp: khu, thang: [Trung bình, Khá, Tốt] }
          wifi: { tên: wifi miễn phí, kiểu: có/không, cấp: khu }
          dich-vu: { tên: dịch vụ, kiểu: tập chọn, cấp: khu, danh sách: [y tế, giáo dục] }

        tiêu chí:
          - mã: "1"
            tên: Môi trường
            căn cứ: { văn bản: ví dụ, trạng thái: đã xác nhận }
            chỉ tiêu:

        """;

    private static readonly string[] Good = ["mã: \"1.1\"", "tên: Phân loại rác", "tính: hộ phân loại rác / tổng số hộ", "mức: ≥ 60 %"];

    private static string WithLine(params string[] keys) => Head + string.Join('\n', keys.Select((key, index) => (index == 0 ? "      - " : "        ") + key)) + "\n";

    /// <summary>The file's only line with one of its keys replaced, or one more.</summary>
    private static string WithKey(string key)
    {
        var name = key.Replace("◆", "", StringComparison.Ordinal).Split(':')[0];
        var keys = Good.Select(one => one.Split(':')[0] == name ? key : one).ToArray();
        return WithLine(keys.SequenceEqual(Good) ? [.. Good, key] : keys);
    }

    private static IReadOnlyList<FileProblem> Refused(params string[] texts) =>
        Assert.Throws<FileRefusedException>(() => CriteriaFiles.Read([.. texts.Select((text, index) => new CriteriaText($"tep-{index + 1}.yaml", text.Replace("◆", "", StringComparison.Ordinal)))])).Problems;

    private static void RefusedAtMark(string marked, params string[] words)
    {
        var before = marked[..marked.IndexOf('◆', StringComparison.Ordinal)];
        var place = (Line: before.Count(letter => letter == '\n') + 1, Column: before.Length - before.LastIndexOf('\n'));
        var problems = Refused(marked);

        var problem = Assert.Single(problems);
        Assert.Equal(("tep-1.yaml", place.Line, place.Column), (problem.File, problem.Line, problem.Column));
        Assert.All(words, word => Assert.Contains(word, problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_good_file_is_read() => Assert.Single(CriteriaFiles.Read([new("tep.yaml", WithLine(Good))]).Library.Sets);

    [Fact]
    public void A_good_file_may_say_the_signs_in_latin() => Assert.Single(CriteriaFiles.Read([new("tep.yaml", WithKey("mức: \">= 60 %\""))]).Library.Sets);

    [Theory]
    [InlineData("ví dụ: [ { biết: { tổng số hộ: \"10\", hộ phân loại rác: 6,◆0 }, kết quả: đạt } ]", "\"66,0\"")] // an unquoted comma in braces would silently be 6
    [InlineData("◆hướng dẩn: Đếm theo hộ", "“hướng dẩn”", "“hướng dẫn”")]
    [InlineData("hướng dẫn: Đếm theo hộ ◆# hộ có thùng riêng", "#", "ngoặc kép")]
    [InlineData("tính: ◆hộ phân loai rac / tổng số hộ", "“hộ phân loai rac”", "“hộ phân loại rác”")]
    [InlineData("tính: hộ phân loại rác / ◆tổng hộ", "“tổng hộ”")]
    [InlineData("tính: hộ phân loại rác ◆/tổng số hộ", "dấu cách")]
    [InlineData("tính: ◆hộ phân loại rác / dân số", "hộ", "người", "đơn vị:")]
    [InlineData("tính: ◆hộ phân loại rác + dân số", "hộ", "người")]
    [InlineData("mức: ◆≥ 60", "%")]
    [InlineData("mức: ◆sáu mươi", "“sáu mươi”", "≥ 60 %")]
    [InlineData("mức: ◆có", "≥ 1")]
    [InlineData("mức: ◆≥ 12.500 %", "12.500")]
    [InlineData("căn cứ: { văn bản: ví dụ, trạng thái: ◆nghe nói }", "nghe nói", "đã xác nhận")]
    [InlineData("khi mẫu số bằng 0: ◆bỏ qua", "bỏ qua", "phải giải trình")]
    [InlineData("áp dụng khi: ◆dân số", "> 0")]
    [InlineData("tuổi số liệu: ◆một năm", "số nguyên")]
    [InlineData("cửa sổ: ◆hai năm", "chưa xác định")]
    [InlineData("cửa sổ: { số năm: ◆0, đến: năm xét }", "số năm")]
    [InlineData("cửa sổ: { số năm: 3, đến: ◆năm sau }", "năm xét")]
    [InlineData("cửa sổ: { số năm: 3, đến: năm xét, lấy: ◆một năm }", "mọi năm")]
    public void A_key_of_a_line_is_refused_at_its_place(string key, params string[] words) => RefusedAtMark(WithKey(key), words);

    [Fact]
    public void An_unquoted_comma_in_a_table_of_levels_is_refused() =>
        Assert.Contains(Refused(WithKey("mức: { theo: năm, \"2024\": ≥ 66,5, khác: chưa có }")), problem => problem is { Line: 23, Column: 40 } && problem.Message.Contains("ngoặc kép", StringComparison.Ordinal));

    [Fact]
    public void A_misspelt_key_is_answered_with_the_nearest_known_one() =>
        Assert.Contains(Refused(WithLine([.. Good[..3], "mưc: ≥ 60 %"])), problem => problem is { Line: 23, Column: 9 } && problem.Message.Contains("“mức”", StringComparison.Ordinal));

    [Fact]
    public void A_duplicate_key_is_refused() => RefusedAtMark(WithLine([.. Good, "◆mức: ≥ 70 %"]), "“mức”", "hai lần");

    [Theory]
    [InlineData("mức: > 60 %")]
    [InlineData("mức: >= 60 %")]
    [InlineData("mức: >60 %")]
    public void A_value_beginning_with_a_greater_sign_is_not_a_block(string key)
    {
        var problem = Refused(WithKey(key))[0];

        Assert.Equal(23, problem.Line);
        Assert.True(problem.Column > 1);
        Assert.Contains("≥", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_colon_inside_a_plain_value_is_refused()
    {
        var problem = Assert.Single(Refused(WithKey("tên: Phân loại rác: tại nguồn")));

        Assert.Equal(21, problem.Line);
        Assert.True(problem.Column > 1);
        Assert.Contains("ngoặc kép", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_level_is_told_from_a_level_not_known()
    {
        Assert.Contains("mức: chưa có", Assert.Single(Refused(WithLine(Good[..3]))).Message, StringComparison.Ordinal);
        Assert.Single(CriteriaFiles.Read([new("tep.yaml", WithKey("mức: chưa có"))]).Library.Sets);
    }

    [Theory]
    [InlineData("tính: xếp loại chi bộ", "mức: ◆≥ Giỏi", "“Giỏi”", "Khá")]
    [InlineData("tính: xếp loại chi bộ", "mức: ◆≥ 3", "“3”")]
    [InlineData("tính: wifi miễn phí", "mức: ◆≥ 1", "có")]
    [InlineData("tính: số mục của ◆dân số", "mức: ≥ 1", "tập chọn")]
    [InlineData("tính: dịch vụ", "mức: ◆≥ 1", "số mục của")]
    [InlineData("tính: dân số", "mọi: ◆[ { tính: wifi miễn phí, mức: có } ]", "tính", "mọi")]
    [InlineData("danh hiệu: { tên: Khu văn hóa, còn hiệu lực tại: ◆năm ngoái }", "ghi chú: x", "ngày xét")]
    [InlineData("công nhận: { bộ: bo-thu, còn hiệu lực tại: ◆hôm nay }", "ghi chú: x", "ngày xét")]
    [InlineData("kế thừa: { bộ: bo-thu, những dòng: ◆tất cả, phải đạt: mọi }", "ghi chú: x", "áp dụng tại thôn")]
    [InlineData("mọi: [ ◆\"9.9\" ]", "ghi chú: x", "“9.9”")]
    public void A_line_is_refused_at_its_place(string first, string second, params string[] words) => RefusedAtMark(WithLine(Good[0], Good[1], first, second), words);

    [Fact]
    public void A_rule_that_rests_on_itself_is_refused()
    {
        Assert.Contains(Refused(WithLine(Good[0], Good[1], "mọi: [ \"1.1\" ]")), problem => problem.Message.Contains("vòng", StringComparison.Ordinal));
        var two = WithLine(Good[0], Good[1], "mọi: [ \"1.2\" ]") + WithLine("mã: \"1.2\"", "tên: Hai", "mọi: [ \"1.1\" ]")[Head.Length..];
        Assert.Contains(Refused(two), problem => problem.Message.Contains("vòng", StringComparison.Ordinal) && problem.Line > 1);
    }

    [Fact]
    public void One_name_with_two_meanings_names_both_places()
    {
        const string Dictionary = """
            so-do:
              so-ho: { tên: Tổng  số hộ, kiểu: số đếm, đơn vị: nhà, cấp: khu }
            """;
        var problem = Assert.Single(Refused(WithLine(Good), Dictionary));

        Assert.Equal(("tep-2.yaml", 2, 3), (problem.File, problem.Line, problem.Column));
        Assert.Contains("tep-1.yaml:8", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_measure_written_twice_with_one_meaning_is_one_measure()
    {
        const string Dictionary = "so-do:\n  tong-so-ho: { tên: tổng số hộ, đơn vị: hộ, kiểu: số đếm, cấp: khu, ghi chú: như trên }\n";

        Assert.Equal(6, CriteriaFiles.Read([new("a.yaml", WithLine(Good)), new("b.yaml", Dictionary)]).Library.Measures.All.Count);
    }

    [Fact]
    public void An_amendment_of_an_unknown_line_or_set_is_refused()
    {
        const string Line = "sửa đổi: bo-thu\nmã: sd-1\nhiệu lực: { từ: 2024-01-01 }\nthay:\n  - mã: \"1.9\"\n    mức: ≥ 70 %\nbỏ: [\"7\"]\n";
        var problems = Refused(WithLine(Good), Line);

        Assert.Equal([("tep-2.yaml", 5, 5), ("tep-2.yaml", 7, 6)], problems.Select(problem => (problem.File, problem.Line, problem.Column)));
        Assert.Contains("“1.9”", problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("“bo-tu”", Assert.Single(Refused(WithLine(Good), Line.Replace("bo-thu", "bo-tu", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_of_all_files_come_at_once()
    {
        var one = WithLine("mã: \"1.1\"", "tên: Một", "tính: hộ phân loại rá / tổng số hộ", "mức: ≥ 60 %", "hướng dân: x") + WithLine("mã: \"1.2\"", "tên: Hai", "tính: dân số", "mức: ≥ 60 %")[Head.Length..];
        const string Two = "so-do:\n  x: { tên: việc x, kiểu: số, cấp: khu }\n  y: { kiểu: số đếm }\n";

        Assert.Equal([("tep-1.yaml", 22), ("tep-1.yaml", 24), ("tep-1.yaml", 28), ("tep-2.yaml", 2), ("tep-2.yaml", 3)], Refused(one, Two).Select(problem => (problem.File, problem.Line)));
    }

    [Theory]
    [InlineData("", "trống")]
    [InlineData("# chỉ có chú thích\n", "trống")]
    [InlineData("- một\n- hai\n", "khóa: giá trị")]
    [InlineData("tên: x\n", "bộ tiêu chí")]
    [InlineData("so-do: { a: &x { tên: a, kiểu: số đếm }, b: *x }\n", "&")]
    [InlineData("so-do:\n\ta: { tên: a, kiểu: số đếm }\n", "tab")]
    [InlineData("so-do: { a: { tên: \"a, kiểu: số đếm }\n", "ngoặc kép")]
    [InlineData("so-do: {}\n---\nso-do: {}\n", "---")]
    public void A_file_that_is_no_set_at_all_is_refused_with_its_place(string text, string word)
    {
        var problems = Refused(text);

        Assert.All(problems, problem => Assert.True(problem is { Line: >= 1, Column: >= 1 }));
        Assert.Contains(problems, problem => problem.Message.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void Codes_are_text_so_1_10_is_not_1_1()
    {
        var two = WithLine(Good) + WithLine("mã: 1.10", Good[1], Good[2], Good[3])[Head.Length..];

        Assert.Equal(["1.1", "1.10"], CriteriaFiles.Read([new("tep.yaml", two)]).Library.Find("bo-thu")!.Latest.Indicators.Select(line => line.Code));
        Assert.Contains("“1.1”", Assert.Single(Refused(WithLine(Good) + WithLine(Good)[Head.Length..])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_found_whatever_the_composition_case_spaces_and_tone_placement()
    {
        var set = CriteriaFiles.Read([new("tep.yaml", WithKey("tính: Hộ  phân loại RÁC / tổng số hộ").Normalize(System.Text.NormalizationForm.FormD))]).Library.Find("bo-thu")!.Latest;

        Assert.Equal("Phân loại rác", set.Find("1.1")!.Name);
    }
}
