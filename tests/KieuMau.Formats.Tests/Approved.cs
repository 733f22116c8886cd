using System.Runtime.CompilerServices;

namespace KieuMau.Formats.Tests;

/// <summary>
/// Approved texts: what others rely on is kept beside its test as NAME.approved.txt, so that a change shows as a diff and
/// somebody signs for it. Run once with KIEUMAU_APPROVE=1 to approve what is there now.
/// </summary>
internal static class Approved
{
    public static void Matches(string text, string extension = "txt", [CallerFilePath] string test = "", [CallerMemberName] string name = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, $"{Path.GetFileNameWithoutExtension(test)}.{name}.approved.{extension}");
        var received = text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("KIEUMAU_APPROVE") == "1") File.WriteAllText(path, received);
        Assert.True(File.Exists(path), $"Nothing is approved yet: {path}");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), received);
    }
}
