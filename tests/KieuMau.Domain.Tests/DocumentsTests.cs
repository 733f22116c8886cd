using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace KieuMau.Domain.Tests;

/// <summary>Documents that cannot rot: the glossary names real types, and links lead somewhere.</summary>
public sealed partial class DocumentsTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Every_type_the_glossary_names_exists()
    {
        var declared = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Declaration().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value)
            .ToHashSet();
        var named = File.ReadLines(Path.Combine(Root, "docs", "glossary.md"))
            .Where(line => line.StartsWith('|'))
            .SelectMany(line => Quoted().Matches(line.Split('|')[2]))
            .Select(match => match.Groups["name"].Value)
            .ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, declared));
    }

    [Fact]
    public void Every_link_in_a_document_leads_to_a_file() =>
        Assert.Empty(Documents().SelectMany(DeadLinks));

    [Fact]
    public void Every_package_has_its_reason_beside_its_version()
    {
        var reasons = File.ReadAllText(Path.Combine(Root, "docs", "decisions", "0002-dependencies.md"));

        Assert.All(
            Pin().Matches(File.ReadAllText(Path.Combine(Root, "Directory.Packages.props"))),
            pin => Assert.Contains($"| {pin.Groups["name"].Value} | {pin.Groups["version"].Value} |", reasons, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_example_shown_in_a_guide_stands_in_a_file_that_is_tested()
    {
        var guides = Path.Combine(Root, "docs", "guides");
        var shown = Directory.EnumerateFiles(guides, "*.md").SelectMany(guide => Shown().Matches(File.ReadAllText(guide))).ToList();

        Assert.NotEmpty(shown);
        Assert.All(shown, example => Assert.Contains(example.Groups["text"].Value, File.ReadAllText(Path.Combine(guides, example.Groups["file"].Value)), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "criteria"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Root, "*.md"));

    private static IEnumerable<string> DeadLinks(string document) =>
        Link().Matches(File.ReadAllText(document))
            .Select(match => match.Groups["to"].Value)
            .Where(to => !to.Contains("://", StringComparison.Ordinal) && !to.StartsWith('#'))
            .Select(to => Path.Combine(Path.GetDirectoryName(document)!, to.Split('#')[0]))
            .Where(path => !File.Exists(path) && !Directory.Exists(path))
            .Select(path => $"{Path.GetRelativePath(Root, document)} → {path}");

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here);
        while (folder is not null && !File.Exists(Path.Combine(folder, "KieuMau.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The root of the repository was not found.");
    }

    [GeneratedRegex(@"\b(?:record\s+struct|record|class|struct|enum|interface)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex Declaration();

    [GeneratedRegex("`(?<name>[A-Z]\\w*)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("""Include="(?<name>[^"]+)" Version="\[(?<version>[^\]]+)\]""")]
    private static partial Regex Pin();

    [GeneratedRegex("<!-- (?<file>\\S+\\.yaml) -->\n```yaml\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Shown();

    [GeneratedRegex(@"(?<!\!)\[[^\]]*\]\((?<to>[^)\s]+)\)|!\[[^\]]*\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();
}
