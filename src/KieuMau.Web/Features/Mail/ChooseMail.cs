using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KieuMau.Domain.Notices;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Mail;

/// <summary>Chọn cách nhận thư: one's own wish and address. An address counts only after the code mailed to it has come back.</summary>
public sealed class ChooseMail(RuralDb db, CommuneLock turn, WriteMail write, MailSettings settings, Gate gate, JournalWriter journal, TimeProvider clock)
{
    public const int MinutesValid = 30;
    public const int MostWrong = 5;
    private static readonly TimeSpan BetweenCodes = TimeSpan.FromMinutes(1);

    public async Task<MailChoice?> Mine(CancellationToken ct = default)
    {
        var account = gate.Who?.Account ?? 0;
        return await db.MailChoices.AsNoTracking().FirstOrDefaultAsync(choice => choice.AccountId == account, ct);
    }

    public async Task<Refusal?> Wish(MailWish wish, CancellationToken ct = default)
    {
        if (gate.Who is not { Account: > 0 } who) return AccountRefusals.SignInFirst();
        await using var held = await turn.Take([], ct);
        await journal.TakeTurn(JournalWriter.OfNoCommune, ct); // several at once are heard one after the other
        var choice = await Row(who.Account, ct);
        if (choice.Wish == wish) return null;
        var before = choice.Wish;
        (choice.Wish, choice.Since) = (wish, before == MailWish.None ? clock.Instant() : choice.Since);
        await db.SaveChangesAsync(ct);
        await journal.Append(JournalWriter.OfNoCommune, new("mail.wish", "Đổi cách nhận thư") { Subject = $"account:{who.Account}", From = before.Spoken(), To = wish.Spoken() }, ct);
        await held.Commit(ct);
        return null;
    }

    /// <summary>Mails a code to the address.</summary>
    public async Task<Refusal?> Ask(string address, CancellationToken ct = default)
    {
        if (gate.Who is not { Account: > 0 } who) return AccountRefusals.SignInFirst();
        if (!settings.Ready) return MailRefusals.NoServer();
        if (!MailSettings.IsAddress(address)) return MailRefusals.NoAddress(address);
        await using var held = await turn.Take([], ct);
        await journal.TakeTurn(JournalWriter.OfNoCommune, ct); // several at once are heard one after the other
        var choice = await Row(who.Account, ct);
        if (choice.Address == address) return MailRefusals.AlreadyConfirmed();
        if (choice.CodeSentAt is { } last && clock.Instant() - last < BetweenCodes) return MailRefusals.TooSoon();
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        (choice.Pending, choice.CodeHash, choice.CodeSentAt, choice.WrongCodes) = (address, HashOf(who.Account, address, code), clock.Instant(), 0);
        await db.SaveChangesAsync(ct);
        await db.MailOutbox.Where(mail => mail.AccountId == who.Account && mail.Kind == "code" && mail.State == MailState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.State, MailState.GivenUp).SetProperty(mail => mail.LastError, "Đã có mã mới hơn.").SetProperty(mail => mail.Text, "").SetProperty(mail => mail.Html, ""), ct);
        await write.Put(who.Account, address, "code", MailWords.OfCode(code, MinutesValid), ct);
        await journal.Append(JournalWriter.OfNoCommune, new("mail.ask", "Xin mã xác nhận địa chỉ thư") { Subject = $"account:{who.Account}", To = Masked(address) }, ct);
        await held.Commit(ct);
        return null;
    }

    public async Task<Refusal?> Confirm(string code, CancellationToken ct = default)
    {
        if (gate.Who is not { Account: > 0 } who) return AccountRefusals.SignInFirst();
        await using var held = await turn.Take([], ct);
        await journal.TakeTurn(JournalWriter.OfNoCommune, ct); // several at once are heard one after the other
        var choice = await Row(who.Account, ct);
        if (choice.Pending.Length == 0 || choice.CodeSentAt is not { } sent || clock.Instant() - sent > TimeSpan.FromMinutes(MinutesValid) || choice.WrongCodes >= MostWrong) return MailRefusals.CodeIsOver();
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(who.Account, choice.Pending, code.Trim())), Encoding.ASCII.GetBytes(choice.CodeHash)))
        {
            choice.WrongCodes++;
            await db.SaveChangesAsync(ct);
            await held.Commit(ct);
            return choice.WrongCodes >= MostWrong ? MailRefusals.CodeIsOver() : MailRefusals.WrongCode(MostWrong - choice.WrongCodes);
        }

        var before = choice.Address;
        (choice.Address, choice.Pending, choice.CodeHash, choice.CodeSentAt, choice.Since) = (choice.Pending, "", "", null, before.Length == 0 ? clock.Instant() : choice.Since); // what waits for an address that is changed goes to the new one
        await db.SaveChangesAsync(ct);
        await journal.Append(JournalWriter.OfNoCommune, new("mail.confirm", "Xác nhận địa chỉ thư") { Subject = $"account:{who.Account}", From = Masked(before), To = Masked(choice.Address) }, ct);
        await held.Commit(ct);
        return null;
    }

    /// <summary>For the journal: enough to know it again, too little to write to it.</summary>
    public static string Masked(string address) => address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{address[0]}***{address[at..]}" : "";

    private async Task<MailChoice> Row(int account, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        if (await db.MailChoices.FirstOrDefaultAsync(choice => choice.AccountId == account, ct) is { } known) return known;
        var choice = new MailChoice { AccountId = account, Address = "", Pending = "", CodeHash = "", Since = clock.Instant(), LastDigestOn = clock.Today().AddDays(-1) };
        db.MailChoices.Add(choice);
        return choice;
    }

    private static string HashOf(int account, string address, string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{account}|{address}|{code}"))));
}

public static class MailRefusals
{
    public static Refusal NoServer() => new("mail.no-server", "Cơ quan chưa đặt máy chủ thư, chưa gửi được mã. Tin báo vẫn vào hộp thư ở trang này.");

    public static Refusal NoAddress(string text) => new("mail.no-address", $"“{text}” không phải một địa chỉ thư. Viết như ten@xa.gov.vn.");

    public static Refusal AlreadyConfirmed() => new("mail.already-confirmed", "Địa chỉ này đã xác nhận rồi. Thư đang gửi đến đó.");

    public static Refusal TooSoon() => new("mail.too-soon", "Vừa gửi một mã chưa đầy một phút. Xem hộp thư của địa chỉ đã ghi, chưa thấy thì chờ một phút rồi xin mã mới.");

    public static Refusal WrongCode(int left) => new("mail.wrong-code", $"Mã chưa đúng. Xem lại thư, còn nhập được {Shell.Wording.Count(left)} lần.");

    public static Refusal CodeIsOver() => new("mail.code-is-over", "Mã đã hết hạn hoặc đã nhập sai quá số lần. Xin mã mới.");

    public static Refusal Unknown() => new("mail.unknown", "Thư này không còn ở trạng thái đó. Mở lại trang.");

    public static Refusal NoReason() => new("mail.no-reason", "Ghi lý do.");
}

public static class MailSpoken
{
    public static string Spoken(this MailWish wish) => wish switch
    {
        MailWish.Daily => "mỗi ngày một thư",
        MailWish.AtOnce => "gửi ngay khi có tin",
        _ => "không gửi thư",
    };

    public static string Spoken(this MailState state) => state switch
    {
        MailState.Waiting => "chờ gửi",
        MailState.Claimed or MailState.Handed => "đang gửi",
        MailState.Sent => "đã gửi",
        MailState.Doubtful => "chưa rõ đã tới chưa",
        _ => "đã bỏ",
    };
}
