using KieuMau.Domain.Accounts;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Reviews.Sending;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Recognition;

/// <summary>Ghi danh hiệu hoặc quyết định công nhận đã có, and its revocation; what rests on it is judged anew at once.</summary>
public sealed class RecordTitle(RuralDb db, CommuneLock communes, UnitReader units, JudgeStandings standings, TitleLocks locks, Gate gate, JournalWriter journal, TimeProvider clock)
{
    /// <param name="name">The title's name, or the id of the criteria set for a recognition.</param>
    public async Task<Refusal?> Record(string unit, string name, string decision, DateOnly from, DateOnly? to, ChangeNote note, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.RecordTitles, unit, from, ct) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(name)) return TitleRefusals.NoName();
        if (string.IsNullOrWhiteSpace(decision)) return TitleRefusals.NoDecision();
        if (to < from) return UnitRefusals.EndsBeforeItBegins(from, to.Value);
        var around = await units.Around([unit], ct);
        if (!around.Keys.TryGetValue(unit, out var key)) return UnitRefusals.Unknown(unit);

        await using var held = await communes.Take(around.ShardsOver(unit), ct);
        if (await locks.Refuse(around, new(unit, name.Trim(), decision.Trim(), from, to, null), from, ct) is { } locked) return locked;
        var last = await db.Titles.Where(title => title.Shard == key.Shard).MaxAsync(title => (int?)title.Id, ct) ?? 0;
        db.Titles.Add(new()
        {
            Shard = key.Shard,
            Id = last + 1,
            UnitId = key.Id,
            Name = name.Trim(),
            Decision = decision.Trim(),
            ValidFrom = from,
            ValidTo = to,
            Who = note.Who,
            Account = note.Account,
            RecordedAt = clock.Instant(),
        });
        await journal.Append(key.Shard, new("titles.record", $"Ghi {name.Trim()}: {decision.Trim()}") { Unit = unit, Subject = StandingSeals.TitleSubject(last + 1), To = decision.Trim() }, ct);
        await Finish(around, unit, from, held, ct);
        return null;
    }

    public async Task<Refusal?> Revoke(string unit, int title, DateOnly on, string why, ChangeNote note, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.RecordTitles, unit, on, ct) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(why)) return TitleRefusals.NoReason();
        var around = await units.Around([unit], ct);
        if (!around.Keys.TryGetValue(unit, out var key)) return UnitRefusals.Unknown(unit);

        await using var held = await communes.Take(around.ShardsOver(unit), ct);
        var row = await db.Titles.SingleOrDefaultAsync(row => row.Shard == key.Shard && row.Id == title && row.UnitId == key.Id, ct);
        if (row is null) return TitleRefusals.Unknown();
        if (row.RevokedOn is { } already) return TitleRefusals.RevokedAlready(already);
        if (on < row.ValidFrom) return UnitRefusals.EndsBeforeItBegins(row.ValidFrom, on);
        if (await locks.Refuse(around, row.ToTitle(unit), on, ct) is { } locked) return locked;
        (row.RevokedOn, row.RevokedWhy, row.RevokedBy, row.RevokedAccount) = (on, why.Trim(), note.Who, note.Account);
        await journal.Append(key.Shard, new("titles.revoke", $"Ghi thu hồi {row.Name}: {row.Decision}") { Unit = unit, Subject = StandingSeals.TitleSubject(title), From = row.Decision, Why = why.Trim() }, ct);
        await Finish(around, unit, on, held, ct);
        return null;
    }

    private async Task Finish(UnitSurroundings around, string unit, DateOnly since, CommuneLock.Held held, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        await standings.Rejudge(around, [unit], since.Year, ct);
        await held.Commit(ct);
    }
}

public static class TitleRefusals
{
    public static Refusal NoName() => new("titles.no-name", "Ghi tên danh hiệu hoặc chọn bộ tiêu chí đã được công nhận.");

    public static Refusal NoDecision() => new("titles.no-decision", "Ghi số, ngày của quyết định, ví dụ 2210/QĐ-UBND ngày 15/8/2023.");

    public static Refusal NoReason() => new("titles.no-reason", "Ghi lý do và văn bản thu hồi.");

    public static Refusal RevokedAlready(DateOnly on) => new("titles.revoked-already", $"Đã ghi thu hồi từ {on.Spoken()}. Nếu ngày ấy ghi nhầm, ghi quyết định thành một dòng mới.");

    public static Refusal Unknown() => new("titles.unknown", "Không có danh hiệu này của đơn vị. Mở lại trang danh sách.");
}
