using System.Text.RegularExpressions;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Comments;

/// <summary>Viết, rút lại một ý kiến trao đổi; whoever is mentioned and may read the unit is told.</summary>
public sealed partial class WriteComment(RuralDb db, CommuneLock communes, Gate gate, Reviewers people, ReadPerson persons, TellPeople tell, JournalWriter journal, TimeProvider clock)
{
    private const int Longest = 2000;

    /// <param name="Account">0 for none.</param>
    public sealed record Person(int Account, string Name, string UserName);

    /// <summary>Who may be mentioned: everybody who may read the unit today.</summary>
    public async Task<IReadOnlyList<Person>> Mentionable(string unit, CancellationToken ct)
    {
        var ids = await people.Holding(Right.ReadUnit, unit, ct);
        var accounts = await db.Accounts.AsNoTracking().Where(account => ids.Contains(account.Id) && account.DisabledAt == null).OrderBy(account => account.Id).Select(account => new { account.Id, account.UserName }).ToListAsync(ct);
        var found = new List<Person>();
        foreach (var account in accounts.Where(account => account.Id != gate.Who?.Account))
        {
            if (await persons.Of(account.Id, ct) is { } who) found.Add(new(account.Id, who.SpokenOn(gate.Today), account.UserName!));
        }

        return found;
    }

    /// <param name="mention">An account to call; 0 for nobody beside those named in the text by "@tên-đăng-nhập".</param>
    public async Task<Refusal?> Write(string unit, string set, string line, string text, int mention, string href, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ReadUnit, unit, ct) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(text)) return new("comments.empty", "Ghi nội dung trao đổi.");
        if (text.Length > Longest) return new("comments.long", $"Nội dung dài quá {Longest} chữ cái. Viết ngắn lại, hoặc đính kèm tệp ở phần minh chứng.");
        var named = Named().Matches(text).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var called = (await Mentionable(unit, ct)).Where(person => person.Account == mention || named.Contains(person.UserName)).ToList();
        var note = gate.Sign();
        var key = await db.Set<UnitKey>().AsNoTracking().SingleAsync(one => one.Code == unit, ct);

        await using var held = await communes.Take([key.Shard], ct);
        var last = await db.Comments.Where(comment => comment.Shard == key.Shard).MaxAsync(comment => (int?)comment.Id, ct) ?? 0;
        db.Comments.Add(new()
        {
            Shard = key.Shard, Id = last + 1, UnitId = key.Id, SetId = set, Line = line, Account = note.Account, Who = note.Who, At = clock.Instant(),
            Text = text.Trim(), Mentioned = string.Join("; ", called.Select(person => person.Name)),
        });
        await db.SaveChangesAsync(ct);
        await journal.Append(key.Shard, new("comments.write", $"Trao đổi về dòng {line}") { Unit = unit, Subject = $"comment:{last + 1}", To = text.Trim() }, ct);
        await tell.Tell(called.Select(person => person.Account), "comment.mention", $"{key.Shard}:{last + 1}", $"{note.Who} nhắc anh/chị ở dòng {line}: {Short(text)}", $"{href}#trao-doi", ct);
        db.ChangeTracker.Clear();
        await held.Commit(ct);
        return null;
    }

    /// <summary>One's own only; the place stays, with a line that says so.</summary>
    public async Task<Refusal?> Withdraw(string unit, int id, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ReadUnit, unit, ct) is { } refusal) return refusal;
        var key = await db.Set<UnitKey>().AsNoTracking().SingleAsync(one => one.Code == unit, ct);
        await using var held = await communes.Take([key.Shard], ct);
        var row = await db.Comments.FirstOrDefaultAsync(comment => comment.Shard == key.Shard && comment.Id == id && comment.UnitId == key.Id, ct);
        if (row is null || row.Account != (gate.Who?.Account ?? -1)) return new("comments.not-yours", "Chỉ người viết rút lại được ý kiến của mình.");
        row.WithdrawnAt = clock.Instant();
        await db.SaveChangesAsync(ct);
        await journal.Append(key.Shard, new("comments.withdraw", $"Rút lại ý kiến về dòng {row.Line}") { Unit = unit, Subject = $"comment:{id}", From = row.Text }, ct);
        db.ChangeTracker.Clear();
        await held.Commit(ct);
        return null;
    }

    public async Task<IReadOnlyList<Comment>> Of(string unit, string set, string line, CancellationToken ct)
    {
        var key = await db.Set<UnitKey>().AsNoTracking().FirstOrDefaultAsync(one => one.Code == unit, ct);
        return key is null ? [] : await db.Comments.AsNoTracking()
            .Where(comment => comment.Shard == key.Shard && comment.UnitId == key.Id && comment.SetId == set && comment.Line == line).OrderBy(comment => comment.Id).ToListAsync(ct);
    }

    private static string Short(string text) => text.Trim() is { Length: > 120 } whole ? whole[..120] + "…" : text.Trim();

    [GeneratedRegex(@"@(?<name>[\p{L}\p{N}._-]{3,64})")]
    private static partial Regex Named();
}
