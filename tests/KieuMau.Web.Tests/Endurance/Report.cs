namespace KieuMau.Web.Tests.Endurance;

/// <summary>What a long run came to, for whoever asked for it; otherwise nothing is written.</summary>
internal static class Report
{
    public static void Line(string text)
    {
        if (Environment.GetEnvironmentVariable("KIEUMAU_ENDURE_OUT") is { Length: > 0 } file) File.AppendAllText(file, $"- {text}\n");
    }
}
