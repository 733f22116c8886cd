using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Comments;

/// <summary>Ghi ý kiến về một dòng, and take it back; people named in it are told.</summary>
public sealed class CommentOnLine(RuralDb db, CommuneLock communes, UnitReader units, ActiveCriteria criteria, Mentionable people, TellPeople tell, Gate gate, JournalWriter journal, TimeProvider clock)
{
    private const int Longest = 2000;

    public async Task<Refusal?> Add(string unit, string set, string line, string text, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ReadUnit, unit, ct) is { } refusal) return refusal;
        text = text.Normalize().Trim();
        if (text.Length == 0) return CommentRefusals.Empty();
        if (text.Length > Longest) return CommentRefusals.TooLong(Longest);
        if (criteria.Current.Library.Find(set, clock.Today())?.Find(line) is null) return CommentRefusals.UnknownLine(line);
        var around = await units.Around([unit], ct);
        if (!around.Keys.TryGetValue(unit, out var key)) return UnitRefusals.Unknown(unit);
        var readers = await people.Of(unit, ct);
        if (Mentionable.Strangers(text, readers) is { Count: > 0 } strangers) return CommentRefusals.NobodyNamed(strangers);
        var named = Mentionable.Named(text, readers);

        await using var held = await communes.Take([key.Shard], ct);
        var last = await db.LineComments.Where(one => one.Shard == key.Shard).MaxAsync(one => (long?)one.Id, ct) ?? 0;
        var (me, now) = (gate.Sign(), clock.Instant());
        db.LineComments.Add(new() { Shard = key.Shard, Id = last + 1, UnitId = key.Id, SetId = set, Line = line, At = now, Account = me.Account, Who = me.Who, Text = text });
        db.Mentions.AddRange(named.Where(person => person.Account != me.Account).Select(person => new Mention { Shard = key.Shard, CommentId = last + 1, Account = person.Account }));
        await db.SaveChangesAsync(ct);
        await Answered(key, set, line, me.Account, now, ct);
        var name = around.Tree.Rows(unit) is [.., var row] ? row.Name : unit;
        await tell.Tell(named.Select(person => person.Account).Where(account => account != me.Account), "comment.mentioned", $"comment:{key.Shard}:{last + 1}", $"{Shell.Wording.Capital(me.Who)} nhắc đến ở {Shell.Wording.Lower(name)}, {line}: {Short(text)}", $"/don-vi/{unit}/chi-tieu/{set}/{Uri.EscapeDataString(line)}#y-kien", ct);
        await journal.Append(key.Shard, new("comments.add", $"Ý kiến về {Shell.Wording.Lower(name)}, dòng {line}") { Unit = unit, Subject = $"comment:{last + 1}", To = text }, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }

    /// <summary>Rút: by whoever wrote it. That something stood there, whose and when, stays.</summary>
    public async Task<Refusal?> Withdraw(string unit, long comment, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ReadUnit, unit, ct) is { } refusal) return refusal;
        var around = await units.Around([unit], ct);
        if (!around.Keys.TryGetValue(unit, out var key)) return UnitRefusals.Unknown(unit);
        await using var held = await communes.Take([key.Shard], ct);
        var row = await db.LineComments.FirstOrDefaultAsync(one => one.Shard == key.Shard && one.Id == comment && one.UnitId == key.Id, ct);
        if (row is null || row.Account != gate.Who?.Account) return CommentRefusals.NotOwn();
        if (row.WithdrawnAt is not null) return null;
        row.WithdrawnAt = clock.Instant();
        await db.SaveChangesAsync(ct);
        await journal.Append(key.Shard, new("comments.withdraw", $"Rút ý kiến về dòng {row.Line}") { Unit = unit, Subject = $"comment:{comment}", From = row.Text }, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }

    /// <summary>Whoever was named on this line and says something there has answered.</summary>
    private Task<int> Answered(UnitKey key, string set, string line, int account, DateTime now, CancellationToken ct)
    {
        var here = db.LineComments.Where(one => one.Shard == key.Shard && one.UnitId == key.Id && one.SetId == set && one.Line == line).Select(one => one.Id);
        return db.Mentions.Where(one => one.Shard == key.Shard && one.Account == account && one.AnsweredAt == null && here.Contains(one.CommentId))
            .ExecuteUpdateAsync(one => one.SetProperty(row => row.AnsweredAt, (DateTime?)now), ct);
    }

    private static string Short(string text) => text.Length <= 120 ? text : text[..117] + "…";
}

/// <summary>Every reason a comment may be refused.</summary>
public static class CommentRefusals
{
    public static Refusal Empty() => new("comments.empty", "Chưa ghi ý kiến. Ghi nội dung rồi gửi.");

    public static Refusal TooLong(int most) => new("comments.too-long", $"Ý kiến dài quá {most} chữ. Rút ngắn, hoặc chia làm hai ý kiến.");

    public static Refusal NobodyNamed(IReadOnlyList<string> names) =>
        new("comments.nobody-named", $"Ý kiến chưa gửi. {string.Join(", ", names.Select(name => $"“@{name}”"))} không phải chức danh hay tên tài khoản của ai đọc được trang này. Chọn tên ở “Nhắc được ai” và sửa lại, hoặc bỏ dấu @ nếu không nhắc ai, rồi gửi.");

    public static Refusal UnknownLine(string line) => new("comments.unknown-line", $"Bộ tiêu chí không có dòng {line}. Mở lại trang của dòng.");

    public static Refusal NotOwn() => new("comments.not-own", "Chỉ người viết rút được ý kiến của mình.");
}
