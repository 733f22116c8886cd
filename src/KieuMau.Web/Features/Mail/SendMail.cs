using KieuMau.Domain.Notices;
using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Mail;

/// <summary>
/// Gửi thư đến hạn. A message is claimed in the database before the server is called, and marked as handed over before the
/// server is given it. What is found handed over without an answer may have arrived: it is shown to administrators and
/// never sent again by itself.
/// </summary>
public sealed class SendMail(RuralDb db, CommuneLock turn, MailSettings settings, TimeProvider clock)
{
    /// <summary>Longer than the server may take over all its answers.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    private const int MostAtOnce = 200;

    private readonly string me = Guid.NewGuid().ToString("N");

    /// <returns>How many the server took.</returns>
    public async Task<int> SendDue(CancellationToken ct = default)
    {
        if (!settings.Ready) return 0;
        await Doubt(ct);
        await using var talk = new SmtpTalk(settings);
        var sent = 0;
        for (var done = 0; done < MostAtOnce && await Claim(ct) is { } mail; done++)
        {
            if (await talk.Open(ct) is { } unreachable)
            {
                await TryLater(mail, unreachable, ct);
                break; // the others keep their place: one try at a time until the server is back
            }

            if (!await Hand(mail, ct)) continue;
            switch (await talk.Give(mail, ct))
            {
                case Handover.Taken: await Sent(mail); sent++; break;
                case Handover.NotTaken(var why): await TryLater(mail, why, CancellationToken.None); break;
                case Handover.Unsure(var why): await Unsure(mail, why); break;
            }
        }

        return sent;
    }

    /// <summary>Whoever held these has gone without a word since.</summary>
    private async Task Doubt(CancellationToken ct)
    {
        var now = clock.Instant();
        await Change(db.MailOutbox.Where(mail => mail.State == MailState.Handed && mail.HeldUntil < now), mails => mails.ExecuteUpdateAsync(set => set
            .SetProperty(mail => mail.State, MailState.Doubtful)
            .SetProperty(mail => mail.LastError, "Chương trình dừng khi đang trao thư; máy chủ thư có thể đã nhận."), ct), ct);
    }

    private async Task<OutgoingMail?> Claim(CancellationToken ct)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var now = clock.Instant();
            var due = db.MailOutbox.Where(mail => (mail.State == MailState.Waiting && mail.NextTryAt <= now) || (mail.State == MailState.Claimed && mail.HeldUntil < now));
            if (await due.OrderBy(mail => mail.NextTryAt).ThenBy(mail => mail.Id).Select(mail => (long?)mail.Id).FirstOrDefaultAsync(ct) is not { } id) return null;
            var until = now + Lease;
            var taken = await Change(due.Where(mail => mail.Id == id), mails => mails.ExecuteUpdateAsync(set => set
                .SetProperty(mail => mail.State, MailState.Claimed).SetProperty(mail => mail.Holder, me).SetProperty(mail => mail.HeldUntil, until)
                .SetProperty(mail => mail.Tries, mail => mail.Tries + 1), ct), ct);
            if (taken == 1) return await db.MailOutbox.AsNoTracking().SingleAsync(mail => mail.Id == id, ct);
        }

        return null; // others are busy with all of them
    }

    private async Task<bool> Hand(OutgoingMail mail, CancellationToken ct)
    {
        var until = clock.Instant() + Lease;
        return await Change(Mine(mail).Where(one => one.State == MailState.Claimed), mails => mails.ExecuteUpdateAsync(set => set
            .SetProperty(one => one.State, MailState.Handed).SetProperty(one => one.HeldUntil, until), ct), ct) == 1;
    }

    // not to be broken off: what was sent must be written down
    private async Task Sent(OutgoingMail mail)
    {
        var now = clock.Instant();
        await Change(Mine(mail), mails => mails.ExecuteUpdateAsync(set => set
            .SetProperty(one => one.State, MailState.Sent).SetProperty(one => one.SentAt, now).SetProperty(one => one.LastError, (string?)null)
            .SetProperty(one => one.Text, "").SetProperty(one => one.Html, "").SetProperty(one => one.Holder, (string?)null).SetProperty(one => one.HeldUntil, (DateTime?)null)), default);
    }

    private async Task TryLater(OutgoingMail mail, string why, CancellationToken ct)
    {
        var next = clock.Instant() + MailWaits.After(mail.Tries);
        await Change(Mine(mail), mails => mails.ExecuteUpdateAsync(set => set
            .SetProperty(one => one.State, MailState.Waiting).SetProperty(one => one.NextTryAt, next).SetProperty(one => one.LastError, why)
            .SetProperty(one => one.Holder, (string?)null).SetProperty(one => one.HeldUntil, (DateTime?)null), ct), ct);
    }

    private async Task Unsure(OutgoingMail mail, string why) => await Change(Mine(mail), mails => mails.ExecuteUpdateAsync(set => set
        .SetProperty(one => one.State, MailState.Doubtful).SetProperty(one => one.LastError, why)), default);

    private IQueryable<OutgoingMail> Mine(OutgoingMail mail) => db.MailOutbox.Where(one => one.Id == mail.Id && one.Holder == me);

    private async Task<int> Change(IQueryable<OutgoingMail> mails, Func<IQueryable<OutgoingMail>, Task<int>> change, CancellationToken ct)
    {
        await using var held = await turn.Take([], ct);
        var changed = await change(mails);
        await held.Commit(ct);
        return changed;
    }
}
