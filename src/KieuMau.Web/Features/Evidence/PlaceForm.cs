using System.Globalization;
using KieuMau.Domain.Evidence;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Chỗ gắn, as forms say it.</summary>
public static class PlaceForm
{
    /// <summary>"1.2|Biên bản nghiệm thu": a line and which of its papers; the line alone for another paper of it.</summary>
    public static string Choice(string line, string paper = "") => $"{line}|{paper}";

    public static (EvidencePlace? Place, Refusal? Refusal) Read(string unit, Func<string, string> field)
    {
        Period? period = null;
        if (field("ky") is { Length: > 0 } said)
        {
            if (!Period.TryParse(said, out var read)) return (null, EvidenceRefusals.UnknownPeriod(said));
            period = read;
        }

        var choice = field("cho").Split('|', 2);
        var line = choice[0].Trim();
        var revision = long.TryParse(field("lan"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        return (new(unit, period, line.Length > 0 ? field("bo") : "", line, choice.Length > 1 ? choice[1].Trim() : "", field("sodo"), revision), null);
    }
}
