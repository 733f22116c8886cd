using System.Runtime.CompilerServices;

namespace KieuMau.Web.Tests;

/// <summary>
/// Compares a text others rely on with the one somebody approved. A difference leaves the new text beside the old as
/// *.received.*; run with KIEUMAU_APPROVE=1 to approve it.
/// </summary>
public static class Approved
{
    public static void Matches(string text, string name, [CallerFilePath] string test = "")
    {
        var (stem, kind) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        var folder = Path.GetDirectoryName(test)!;
        var approved = Path.Combine(folder, $"{stem}.approved{kind}");
        var received = Path.Combine(folder, $"{stem}.received{kind}");
        var tidy = text.ReplaceLineEndings("\n").TrimEnd() + "\n";

        if (Environment.GetEnvironmentVariable("KIEUMAU_APPROVE") == "1") File.WriteAllText(approved, tidy);
        if (File.Exists(approved) && File.ReadAllText(approved) == tidy)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, tidy);
        Assert.Fail($"{name} differs from what was approved. Compare {received} with {approved}.");
    }
}
