using KieuMau.Domain.Compliance;
using KieuMau.Formats.Procedures;
using KieuMau.Formats.Tests.CriteriaSets;

namespace KieuMau.Formats.Tests.Procedures;

/// <summary>The files of <c>criteria/thu-tuc</c> that keeping an office reads.</summary>
public sealed class ProcedureFilesTests
{
    [Fact]
    public void Every_requirement_from_T01_to_T32_has_one_line()
    {
        var lines = ComplianceYaml.Read(Shipped(ComplianceYaml.FileName), ComplianceYaml.FileName);

        Assert.Equal(Enumerable.Range(1, 32).Select(number => $"T{number:00}"), lines.Select(line => line.Code));
        Assert.All(lines, line => Assert.NotEqual("", line.How));
        Assert.Contains(lines, line => line.State == ComplianceState.NotMet);
    }

    [Fact]
    public void The_terms_are_those_of_the_texts_found()
    {
        var terms = RegisterTermsYaml.Read(Shipped(RegisterTermsYaml.FileName), RegisterTermsYaml.FileName);

        Assert.Equal(2, terms.Requests.AnswerWorkingDays);
        Assert.Equal([("xem-sua", 10), ("rut-han-che", 15), ("xoa", 20)], terms.Requests.Kinds.Select(kind => (kind.Code, kind.Days)));
        Assert.Equal((24, 72, 72), (terms.Incidents.SeriousHours, terms.Incidents.CauseHours, terms.Incidents.AuthorityHours));
    }

    [Fact]
    public void What_must_be_kept_for_an_unknown_time_is_never_due()
    {
        var classes = RetentionYaml.Read(Shipped(RetentionYaml.FileName), RetentionYaml.FileName);

        Assert.All(classes.Where(one => one.KeepText is "chưa xác minh" or "không xóa"), one => Assert.Null(one.Keep));
        Assert.NotNull(classes.Single(one => one.Code == "nhap-do").Keep);
    }

    [Fact]
    public void Holidays_and_the_days_worked_instead_are_read()
    {
        var days = RegisterTermsYaml.ReadHolidays(Shipped(RegisterTermsYaml.HolidaysFile), RegisterTermsYaml.HolidaysFile);

        Assert.False(days.IsWorked(new(2024, 2, 8)));
        Assert.False(days.IsWorked(new(2024, 2, 14)));
        Assert.True(days.IsWorked(new(2024, 2, 15)));
        Assert.True(days.IsWorked(new(2024, 5, 4)));
        Assert.True(days.Knows(2026));
    }

    [Theory]
    [InlineData("lớp dữ liệu:\n  - { mã: a, tên: b, gồm: c, giữ: 3 tuần, căn cứ: d, trạng thái: e }", "3 tuần")]
    [InlineData("lớp dữ liệu:\n  - { mã: a, tên: b, gồm: c, giữ: 3 năm, căn cứ: d, trạng thái: e, xóa: có }", "xóa")]
    [InlineData("lớp dữ liệu:\n  - { mã: a, tên: b, gồm: c, căn cứ: d, trạng thái: e }", "giữ")]
    public void A_line_nobody_can_follow_is_refused_with_its_place(string text, string named)
    {
        var refused = Assert.Throws<FileRefusedException>(() => RetentionYaml.Read(text, "luu-giu.yaml"));
        Assert.Contains(refused.Problems, problem => problem.Line == 2 && problem.Message.Contains(named, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ tên: a, cột: [b.c], nhãn: cơ bản, mục đích: khác, lớp: d }", "khác")]
    [InlineData("{ tên: a, cột: [b.c], nhãn: vừa, mục đích: m, lớp: d }", "vừa")]
    [InlineData("{ tên: a, nhãn: cơ bản, mục đích: m, lớp: d }", "cột")]
    [InlineData("{ tên: a, cột: [b.c], nhãn: cơ bản, mục đích: m }", "lớp")]
    public void A_personal_field_that_is_not_whole_is_refused_with_its_place(string field, string named)
    {
        var refused = Assert.Throws<FileRefusedException>(() => PersonalDataYaml.Read($"mục đích:\n  - {{ mã: m, tên: n, căn cứ: c, trạng thái: t }}\ntrường:\n  - {field}", "truong-ca-nhan.yaml"));
        Assert.Contains(refused.Problems, problem => problem.Line == 4 && problem.Message.Contains(named, StringComparison.Ordinal));
    }

    private static string Shipped(string name) => File.ReadAllText(Path.Combine(Repository.Root, "criteria", name));
}
