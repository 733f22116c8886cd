using KieuMau.Domain.Accounts;
using KieuMau.Domain.Reviews;
using KieuMau.Formats.Reviews;
using KieuMau.Formats.Tests.CriteriaSets;

namespace KieuMau.Formats.Tests.Reviews;

public sealed class ReviewProcedureYamlTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "criteria", ReviewProcedureYaml.FileName));

    private static ReviewProcedure Shipped => ReviewProcedureYaml.Read(Text, ReviewProcedureYaml.FileName);

    [Fact]
    public void Every_state_but_the_last_has_a_way_forward()
    {
        Assert.Equal(ReportState.Locked, Shipped.Last);
        Assert.Empty(Shipped.Stranded());
        Assert.Equal(Enum.GetValues<ReportState>().Length, Shipped.Names.Count);
    }

    [Fact]
    public void The_procedure_reads_as_approved() => Approved.Matches(
        string.Join('\n', Shipped.Moves.Select(move => $"{move.Name}: {string.Join(", ", move.From)} → {move.To}; {string.Join(", ", move.By)}{(move.NeedsReason ? "; kèm lý do" : "")}")));

    [Fact]
    public void A_state_nobody_knows_is_refused_with_the_nearest_known_one()
    {
        var refused = Assert.Throws<FileRefusedException>(() => ReviewProcedureYaml.Read(Text.Replace("đến: khóa", "đến: khoá sổ", StringComparison.Ordinal), "ky.yaml"));
        Assert.Contains("khoá sổ", refused.Problems[0].Message, StringComparison.Ordinal);

        refused = Assert.Throws<FileRefusedException>(() => ReviewProcedureYaml.Read(Text.Replace("từ: [đã thẩm tra]", "từ: [đã thẩm trra]", StringComparison.Ordinal), "ky.yaml"));
        Assert.Contains("Có phải “đã thẩm tra”?", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_without_a_way_forward_is_refused()
    {
        var refused = Assert.Throws<FileRefusedException>(() => ReviewProcedureYaml.Read(Text.Replace("từ: [đã gửi, trả lại, đã thẩm tra]\n    đến: trả lại", "từ: [trả lại]\n    đến: trả lại", StringComparison.Ordinal)
            .Replace("từ: [đã gửi, trả lại]\n    đến: đã thẩm tra", "từ: [trả lại]\n    đến: đã thẩm tra", StringComparison.Ordinal)
            .Replace("từ: [mở, đang nhập, đã gửi, trả lại]", "từ: [mở]", StringComparison.Ordinal), "ky.yaml"));
        Assert.Contains("Trạng thái “đã gửi” không có bước nào đi tiếp.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Moves_say_who_takes_them_and_whether_a_reason_is_needed()
    {
        Assert.Null(Shipped.Refuse(ReportState.Submitted, ReportStep.Return, "thiếu danh sách"));
        Assert.Equal("reviews.no-reason", Shipped.Refuse(ReportState.Submitted, ReportStep.Return, " ")!.Code);
        Assert.Equal("reviews.not-from-here", Shipped.Refuse(ReportState.Locked, ReportStep.Submit)!.Code);
        Assert.Equal([ReportStep.Return], Shipped.Moves.Where(move => move.From.Contains(ReportState.Verified) && move.By.Contains(Right.Verify)).Select(move => move.Step));
    }
}
