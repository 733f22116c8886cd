using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using KieuMau.Web.Features.Journal;

namespace KieuMau.Web.Tests.Features.Journal;

/// <summary>Every act the program may write into the journal has a Vietnamese name.</summary>
public sealed partial class JournalActsTests
{
    [Fact]
    public void Every_act_code_in_the_source_has_a_name()
    {
        var named = JournalActs.All.Select(act => act.Code).ToHashSet();
        var written = Directory.EnumerateFiles(Source(), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(file => Codes().Matches(File.ReadAllText(file)).Select(match => (match.Groups["code"].Value, File: Path.GetFileName(file))))
            .ToList();

        Assert.True(written.Count >= 12, "The acts are no longer found in the source.");
        Assert.All(written, act => Assert.Contains(act.Value, named));
    }

    [Fact]
    public void No_act_is_named_twice() => Assert.Equal(JournalActs.All.Count, JournalActs.All.Select(act => act.Name).Distinct().Count());

    private static string Source([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "src", "KieuMau.Web"));

    // new JournalNote("x.y", …), journal.Append(shard, new("x.y", …), journal.Record(…), Note("x.y", …), Decide(…, "x.y"), and what stands in a constant
    [GeneratedRegex("(?:JournalNote\\(|(?:Append|Record)\\([^;\"]*?new\\(|\\bNote\\(|const string \\w*Act = |MailState\\.\\w+, )\"(?<code>[a-z]+(?:\\.[a-z-]+)+)\"")]
    private static partial Regex Codes();
}
