using System.Runtime.CompilerServices;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Formats.Tests.CriteriaSets;

/// <summary>The sets an officer copies from the guide: each loads beside the shipped law and judges as it says.</summary>
public sealed class GuideExamplesTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Every_set_of_the_guide_loads_beside_the_shipped_ones_and_its_examples_hold()
    {
        var loaded = CriteriaFiles.Load([Path.Combine(Root, "criteria"), Path.Combine(Root, "docs", "guides", "examples")]);
        var runner = new ExampleRunner(loaded.Library);
        var ours = loaded.Examples.Where(example => example.SetId.StartsWith("vi-du-", StringComparison.Ordinal)).ToList();

        Assert.True(ours.Count > 10);
        Assert.Empty(ours.Select(runner.Run).OfType<FileProblem>());
    }

    [Fact]
    public void Every_file_of_the_guide_says_that_it_is_no_decision() =>
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Root, "docs", "guides", "examples"), "*.yaml"),
            file => Assert.Contains("ví dụ, không phải quyết định", File.ReadAllText(file), StringComparison.Ordinal));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here);
        while (folder is not null && !File.Exists(Path.Combine(folder, "KieuMau.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The root of the repository was not found.");
    }
}
