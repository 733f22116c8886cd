using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace KieuMau.Web.Features.Evidence;

/// <summary>What became of a form with files, and what was typed in it.</summary>
/// <param name="Said">Done: what was taken, what was left out of it.</param>
/// <param name="Refused">Not done: each with its reason.</param>
public sealed record EvidenceNews(IReadOnlyList<string> Said, IReadOnlyList<string> Refused, IReadOnlyDictionary<string, string> Typed)
{
    public static readonly EvidenceNews None = new([], [], new Dictionary<string, string>());
}

/// <summary>
/// Tin sau khi gửi tệp: carried to the page in its address, sealed, because a form with files is read apart from pages.
/// Nobody else can put words there.
/// </summary>
public sealed class EvidencePost(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Query = "tin";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly IDataProtector protector = protection.CreateProtector("minh-chung.tin");

    private sealed record Sealed(DateTime At, EvidenceNews News);

    /// <param name="back">A path of ours.</param>
    public string Address(string back, EvidenceNews news)
    {
        var (path, anchor) = back.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? (back[..at], back[at..]) : (back, "");
        var mark = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{path}{mark}{Query}={protector.Protect(JsonSerializer.Serialize(new Sealed(clock.GetUtcNow().UtcDateTime, news)))}{anchor}";
    }

    public EvidenceNews Read(HttpContext http)
    {
        if (http.Request.Query[Query].ToString() is not { Length: > 0 } text) return EvidenceNews.None;
        try
        {
            var read = JsonSerializer.Deserialize<Sealed>(protector.Unprotect(text));
            return read is not null && clock.GetUtcNow().UtcDateTime - read.At < Life ? read.News : EvidenceNews.None;
        }
        catch (CryptographicException)
        {
            return EvidenceNews.None;
        }
    }
}
