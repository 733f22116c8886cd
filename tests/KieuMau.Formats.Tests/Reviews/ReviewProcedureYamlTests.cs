using KieuMau.Domain.Accounts;
using KieuMau.Domain.Reviews;
using KieuMau.Formats.Reviews;

namespace KieuMau.Formats.Tests.Reviews;

/// <summary>The procedure of reports is data; what is shipped can be walked from end to end.</summary>
public sealed class ReviewProcedureYamlTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Root(), "criteria", ReviewProcedureYaml.FileName));

    [Fact]
    public void Every_state_has_a_name_and_a_way_forward()
    {
        var procedure = ReviewProcedureYaml.Read(Text, "ky.yaml");
        Assert.All(Enum.GetValues<ReportState>(), state => Assert.NotEmpty(procedure.From(state)));
        Assert.All(Enum.GetValues<ReportState>(), state => Assert.NotEmpty(procedure.NameOf(state)));
        Assert.All(Enum.GetValues<ReportStep>(), step => Assert.Contains(procedure.Moves, move => move.Step == step));
    }

    [Fact]
    public void Every_step_belongs_to_a_right_the_product_knows() =>
        Assert.All(ReviewProcedureYaml.Read(Text, "ky.yaml").Moves, move => Assert.All(move.Rights, right => Assert.NotNull(RightCodes.Read(right))));

    [Fact]
    public void Returning_and_amending_ask_why() =>
        Assert.All(ReviewProcedureYaml.Read(Text, "ky.yaml").Moves.Where(move => move.Step is ReportStep.Return or ReportStep.Amend), move => Assert.True(move.NeedsReason));

    [Fact]
    public void A_state_nobody_leaves_and_an_unknown_word_are_refused()
    {
        var stuck = Text.Replace("từ: [da-tham-tra]\n", "từ: [da-gui]\n", StringComparison.Ordinal).Replace("từ: [da-gui, da-tham-tra, da-khoa]", "từ: [da-gui, da-tham-tra]", StringComparison.Ordinal);
        Assert.Contains(Assert.Throws<FileRefusedException>(() => ReviewProcedureYaml.Read(stuck, "ky.yaml")).Problems, problem => problem.Message.Contains("da-khoa", StringComparison.Ordinal));
        Assert.Throws<FileRefusedException>(() => ReviewProcedureYaml.Read(Text.Replace("đến: da-gui", "đến: da-gui-di", StringComparison.Ordinal), "ky.yaml"));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "KieuMau.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
