using KieuMau.Domain.Accounts;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts.SignIn;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Units;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.Own;

/// <summary>Tài khoản của mình: posts with their dates, how one signs in, the last sign-ins; and sign-out everywhere.</summary>
public sealed class ShowOwnAccount(
    RuralDb db, CommuneLock turn, UserManager<Account> accounts, CurrentPerson person, JournalWriter journal, UnitReader units, IReadOnlyList<OidcProvider> providers, IDataProtectionProvider protection, TimeProvider clock)
{
    private const int ShownSignIns = 10;

    private readonly IDataProtector links = protection.CreateProtector("KieuMau.Accounts.Linking");

    public sealed record View(Account Account, Who Who, int Passkeys, IReadOnlyList<(OidcProvider Provider, bool Linked)> Providers, IReadOnlyList<JournalRow> SignIns, UnitTree Units);

    public async Task<View> Read(CancellationToken ct = default)
    {
        var account = await db.OwnFresh(person, ct);
        var logins = await accounts.GetLoginsAsync(account);
        var passkeys = (await accounts.GetPasskeysAsync(account)).Count;
        string[] shown = ["accounts.sign-in", "accounts.wrong-password", "accounts.wrong-code", "accounts.locked"];
        var last = await db.Journal.AsNoTracking()
            .Where(row => row.Shard == JournalWriter.OfNoCommune && row.Account == account.Id && shown.Contains(row.Act))
            .OrderByDescending(row => row.Id).Take(ShownSignIns).ToListAsync(ct);
        var around = await units.Around([.. person.Who!.Posts.Select(post => post.Unit).Where(unit => unit.Length > 0).Distinct()], ct);
        return new(account, person.Who!, passkeys, [.. providers.Select(provider => (provider, logins.Any(login => login.LoginProvider == provider.Scheme)))], last, around.Tree);
    }

    /// <summary>Every sign-in of the account ends, this one too.</summary>
    public async Task SignOutEverywhere(CancellationToken ct = default)
    {
        await using var held = await turn.Take([], ct);
        var account = await db.OwnFresh(person, ct);
        await accounts.UpdateSecurityStampAsync(account);
        await journal.Append(JournalWriter.OfNoCommune, new("accounts.sign-out-everywhere", "Đăng xuất mọi nơi") { Subject = $"account:{account.Id}" }, ct);
        await held.Commit(ct);
    }

    /// <summary>A link that only this person, and only for a short while, can follow to the provider.</summary>
    public string TicketFor(OidcProvider provider) => links.Protect($"{person.Who!.Account}|{provider.Id}|{clock.GetUtcNow().UtcTicks}");

    public bool IsTicketFor(OidcProvider provider, string ticket)
    {
        try
        {
            return links.Unprotect(ticket).Split('|') is [var account, var id, var begun]
                && account == person.Who!.Account.ToString(System.Globalization.CultureInfo.InvariantCulture) && id == provider.Id
                && clock.GetUtcNow().UtcTicks - long.Parse(begun, System.Globalization.CultureInfo.InvariantCulture) < TimeSpan.TicksPerHour;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }
}
