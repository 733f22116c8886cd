using System.Security.Cryptography;
using System.Text;
using KieuMau.Formats.CriteriaSets;
using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Giữ văn bản: a text once loaded is never changed nor lost; a newer one of the same path takes its place.</summary>
public sealed class KeepTexts(RuralDb db, TimeProvider clock)
{
    /// <summary>The texts in force: shipped ones as last kept, and those entered on a page.</summary>
    public async Task<IReadOnlyList<CriteriaText>> Active(CancellationToken ct)
    {
        var rows = await db.SetTexts.AsNoTracking().Where(text => text.Active).OrderBy(text => text.Path).ToListAsync(ct);
        return [.. rows.Select(row => new CriteriaText(row.Path, row.Text))];
    }

    public async Task<IReadOnlyList<CriteriaText>> Entered(CancellationToken ct)
    {
        var rows = await db.SetTexts.AsNoTracking().Where(text => text.Active && text.Origin == TextOrigin.Entered).OrderBy(text => text.LoadedAt).ToListAsync(ct);
        return [.. rows.Select(row => new CriteriaText(row.Path, row.Text))];
    }

    /// <summary>Takes the shipped texts as they are now.</summary>
    public async Task Ship(IReadOnlyList<CriteriaText> texts, CancellationToken ct)
    {
        var kept = await db.SetTexts.Where(text => text.Origin == TextOrigin.Shipped).ToDictionaryAsync(text => text.Hash, ct);
        foreach (var row in kept.Values) row.Active = false;
        foreach (var text in texts)
        {
            if (kept.TryGetValue(HashOf(text), out var row)) row.Active = true;
            else db.SetTexts.Add(RowOf(text, TextOrigin.Shipped, "bản phát hành"));
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    public async Task Enter(CriteriaText text, string who, CancellationToken ct)
    {
        db.SetTexts.Add(RowOf(text, TextOrigin.Entered, who));
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>Identity of a state of the law: the same texts, the same edition.</summary>
    public static string HashOf(IEnumerable<CriteriaText> texts) =>
        Sha(string.Join('\n', texts.Select(HashOf).Order(StringComparer.Ordinal)));

    public static string HashOf(CriteriaText text) => Sha($"{text.Name}\n{text.Text}");

    private SetText RowOf(CriteriaText text, TextOrigin origin, string who) => new()
    {
        Hash = HashOf(text),
        Path = text.Name,
        Text = text.Text,
        Origin = origin,
        Active = true,
        Who = who,
        LoadedAt = clock.Instant(),
    };

    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Normalize())));
}
