using System.Globalization;
using KieuMau.Domain.Journal;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Journal;

/// <summary>Lọc nhật ký, as the address of the page says it.</summary>
public sealed record JournalFilter
{
    private const int MostWords = 6;

    /// <summary>"nguoi": an account; 0 is the machine itself.</summary>
    public int? Account { get; init; }

    /// <summary>"don-vi": code of a commune, with all that is below it, or of a unit below one.</summary>
    public string Unit { get; init; } = "";

    /// <summary>"viec": a group of acts.</summary>
    public string Group { get; init; } = "";

    /// <summary>"ket-qua".</summary>
    public JournalResult? Result { get; init; }

    /// <summary>"tu", "den": days in Việt Nam, both included.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>"tim": every word must occur, with or without marks.</summary>
    public string Text { get; init; } = "";

    public bool Any => this != new JournalFilter();

    public static JournalFilter Of(IQueryCollection asked) => new()
    {
        Account = int.TryParse(asked["nguoi"], NumberStyles.None, CultureInfo.InvariantCulture, out var account) ? account : null,
        Unit = Short(asked["don-vi"]),
        Group = JournalActs.Groups.Contains(Short(asked["viec"])) ? Short(asked["viec"]) : "",
        Result = asked["ket-qua"].ToString() switch { "xong" => JournalResult.Done, "tu-choi" => JournalResult.Refused, "hong" => JournalResult.Failed, _ => null },
        From = TypedDay.Read(asked["tu"]),
        To = TypedDay.Read(asked["den"]),
        Text = Short(asked["tim"]),
    };

    /// <summary>With its first "?" when there is anything to say.</summary>
    public string Query(params IEnumerable<KeyValuePair<string, string?>> more) => QueryHelpers.AddQueryString("", Spelled().Concat(more).Where(part => !string.IsNullOrEmpty(part.Value)));

    /// <summary>In words, for the journal's own entry about an export.</summary>
    public string Said() => string.Join("; ", Spelled().Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Key}: {part.Value}"));

    public async Task<IQueryable<JournalRow>> Over(RuralDb db, JournalScope scope, CancellationToken ct)
    {
        var rows = scope.In(db.Journal.AsNoTracking());
        if (Account is { } account) rows = rows.Where(row => row.Account == account);
        if (Result is { } result) rows = rows.Where(row => row.Result == result);
        if (From is { } from) rows = rows.Where(row => row.At >= from.BeginsAt());
        if (To is { } to) rows = rows.Where(row => row.At < to.AddDays(1).BeginsAt());
        if (Group.Length > 0)
        {
            var (codes, allBut) = JournalActs.Of(Group);
            rows = allBut ? rows.Where(row => !codes.Contains(row.Act)) : rows.Where(row => codes.Contains(row.Act));
        }

        if (Unit.Length > 0)
        {
            var unit = Unit;
            var shard = await db.Shards.Where(one => one.Commune == unit).Select(one => (int?)one.Shard).FirstOrDefaultAsync(ct);
            rows = shard is { } whole ? rows.Where(row => row.Shard == whole || row.Unit == unit) : rows.Where(row => row.Unit == unit);
        }

        foreach (var word in VietnameseText.Search(Text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords)) rows = rows.Where(row => row.Search.Contains(word));
        return rows;
    }

    private IEnumerable<KeyValuePair<string, string?>> Spelled() =>
    [
        new("nguoi", Account?.ToString(CultureInfo.InvariantCulture)),
        new("don-vi", Unit),
        new("viec", Group),
        new("ket-qua", Result switch { JournalResult.Done => "xong", JournalResult.Refused => "tu-choi", JournalResult.Failed => "hong", _ => null }),
        new("tu", From is { } from ? TypedDay.Iso(from) : null),
        new("den", To is { } to ? TypedDay.Iso(to) : null),
        new("tim", Text),
    ];

    private static string Short(string? text) => (text ?? "").Trim() is { Length: > 100 } longer ? longer[..100] : (text ?? "").Trim();
}
