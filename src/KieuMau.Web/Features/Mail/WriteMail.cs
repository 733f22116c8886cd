using KieuMau.Domain.Notices;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Notices;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Mail;

/// <summary>
/// Viết thư đi: notices not yet read become one message, once a day or at once. A notice belongs to one message for ever,
/// and is given to it in the transaction that writes it: however many write at once, it is mailed once.
/// </summary>
public sealed class WriteMail(RuralDb db, CommuneLock turn, MailSettings settings, TimeProvider clock)
{
    private const int MostListed = 40;
    private const int MostInOne = 1_000;
    private const int MostAtOnce = 500;

    /// <returns>How many messages were written.</returns>
    public async Task<int> WriteDue(CancellationToken ct = default)
    {
        if (!settings.Ready) return 0;
        var today = clock.Today();
        var hour = today.BeginsAt().AddHours(settings.DigestHour);
        var (accounts, notices, digestIsDue) = (db.Accounts, db.Notices, clock.Instant() >= hour);
        var due = await db.MailChoices.AsNoTracking()
            .Where(choice => choice.Address != "" && accounts.Any(account => account.Id == choice.AccountId && account.DisabledAt == null))
            .Where(choice => choice.Wish == MailWish.AtOnce || (choice.Wish == MailWish.Daily && digestIsDue && choice.LastDigestOn < today))
            .Where(choice => notices.Any(notice => notice.AccountId == choice.AccountId && notice.ReadAt == null && notice.MailId == null && notice.At >= choice.Since && (choice.Wish == MailWish.AtOnce || notice.At < hour)))
            .OrderBy(choice => choice.AccountId).Take(MostAtOnce).ToListAsync(ct);
        var written = 0;
        foreach (var choice in due)
        {
            if (await Write(choice, today, hour, ct)) written++;
        }

        return written;
    }

    /// <summary>In the transaction the caller holds.</summary>
    public async Task<long> Put(int account, string address, string kind, MailWords words, CancellationToken ct)
    {
        var mail = new OutgoingMail
        {
            AccountId = account,
            Address = address,
            Kind = kind,
            MessageId = $"{Guid.NewGuid():N}@{settings.Domain}",
            Subject = words.Subject,
            Text = words.Text,
            Html = words.Html,
            WrittenAt = clock.Instant(),
            NextTryAt = clock.Instant(),
        };
        db.MailOutbox.Add(mail);
        await db.SaveChangesAsync(ct);
        db.Entry(mail).State = EntityState.Detached;
        return mail.Id;
    }

    private async Task<bool> Write(MailChoice choice, DateOnly today, DateTime hour, CancellationToken ct)
    {
        await using var held = await turn.Take([], ct);
        if (choice.Wish == MailWish.Daily && await db.MailChoices.Where(one => one.AccountId == choice.AccountId && one.LastDigestOn < today).ExecuteUpdateAsync(set => set.SetProperty(one => one.LastDigestOn, today), ct) == 0) return false;
        var unsent = db.Notices.Where(notice => notice.AccountId == choice.AccountId && notice.ReadAt == null && notice.MailId == null && notice.At >= choice.Since && (choice.Wish == MailWish.AtOnce || notice.At < hour));
        var told = await unsent.AsNoTracking().OrderBy(notice => notice.Id).Take(MostInOne).ToListAsync(ct);
        if (told.Count == 0) return false;
        var (listed, last) = (told.Take(MostListed).ToList(), told[^1].Id);
        var id = await Put(choice.AccountId, choice.Address, choice.Wish == MailWish.Daily ? "digest" : "notice", MailWords.OfNotices(listed, told.Count - listed.Count, settings.BaseAddress), ct);
        if (await unsent.Where(notice => notice.Id <= last).ExecuteUpdateAsync(set => set.SetProperty(notice => notice.MailId, id), ct) != told.Count) return false; // somebody else was quicker: nothing of this stands
        await held.Commit(ct);
        return true;
    }
}
