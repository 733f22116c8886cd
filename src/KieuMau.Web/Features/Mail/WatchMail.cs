using KieuMau.Domain.Accounts;
using KieuMau.Domain.Notices;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Mail;

/// <summary>Trông thư đi: what has not been sent and why, and what an administrator decides about it.</summary>
public sealed class WatchMail(RuralDb db, CommuneLock turn, Gate gate, JournalWriter journal, TimeProvider clock)
{
    private const int Most = 100;
    private const int DaysLookedBack = 30;

    public sealed record View(int SentLately, int Waiting, IReadOnlyList<OutgoingMail> Unsent);

    public async Task<View> Of(CancellationToken ct)
    {
        var since = clock.Instant().AddDays(-DaysLookedBack);
        return new(
            await db.MailOutbox.CountAsync(mail => mail.State == MailState.Sent && mail.SentAt >= since, ct),
            await db.MailOutbox.CountAsync(mail => mail.State == MailState.Waiting, ct),
            await db.MailOutbox.AsNoTracking().Where(mail => mail.State != MailState.Sent && (mail.State != MailState.GivenUp || mail.WrittenAt >= since))
                .OrderByDescending(mail => mail.State == MailState.Doubtful).ThenByDescending(mail => mail.Id).Take(Most).ToListAsync(ct));
    }

    /// <summary>Doubtful ones too: somebody has looked and knows that it did not arrive.</summary>
    public Task<Refusal?> SendAgain(long id, string why, CancellationToken ct = default) =>
        Decide(id, [MailState.Waiting, MailState.Doubtful, MailState.GivenUp], MailState.Waiting, "mail.resend", "Gửi lại một thư", why, ct);

    public Task<Refusal?> GiveUp(long id, string why, CancellationToken ct = default) =>
        Decide(id, [MailState.Waiting, MailState.Doubtful], MailState.GivenUp, "mail.give-up", "Bỏ một thư chưa gửi", why, ct);

    private async Task<Refusal?> Decide(long id, MailState[] from, MailState to, string act, string said, string why, CancellationToken ct)
    {
        if (await gate.Refuse(Right.ManageSystem, ct: ct) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(why)) return MailRefusals.NoReason();
        await using var held = await turn.Take([], ct);
        var mail = await db.MailOutbox.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, ct);
        if (mail is null || !from.Contains(mail.State) || (to == MailState.Waiting && mail.Text.Length == 0)) return MailRefusals.Unknown();
        var now = clock.Instant();
        var changed = await db.MailOutbox.Where(one => one.Id == id && one.State == mail.State).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.State, to).SetProperty(one => one.NextTryAt, now).SetProperty(one => one.Tries, 0)
            .SetProperty(one => one.Holder, (string?)null).SetProperty(one => one.HeldUntil, (DateTime?)null), ct);
        if (changed != 1) return MailRefusals.Unknown();
        await journal.Append(JournalWriter.OfNoCommune, new(act, said) { Subject = $"mail:{id}", From = mail.State.Spoken(), To = to.Spoken(), Why = why.Trim() }, ct);
        await held.Commit(ct);
        return null;
    }
}
