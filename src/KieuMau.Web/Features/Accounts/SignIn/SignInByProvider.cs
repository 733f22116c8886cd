using System.Security.Claims;
using KieuMau.Domain.Journal;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.SignIn;

/// <summary>
/// Đăng nhập qua nơi cấp danh tính. An identity from elsewhere opens only the account it was linked to; it never makes one.
/// </summary>
public sealed class SignInByProvider(RuralDb db, CommuneLock turn, UserManager<Account> accounts, FinishSignIn finish, JournalWriter journal, CurrentPerson person, IHttpContextAccessor context, IReadOnlyList<OidcProvider> providers)
{
    public const string Linking = "link";

    private HttpContext Http => context.HttpContext!;

    public OidcProvider? Find(string id) => providers.FirstOrDefault(one => one.Id == id);

    /// <summary>Who has come back from over there.</summary>
    public async Task<(string Subject, int? LinkTo)?> Returned(OidcProvider provider)
    {
        var answer = await Http.AuthenticateAsync(IdentityConstants.ExternalScheme);
        if (!answer.Succeeded || !answer.Properties.Items.TryGetValue("provider", out var asked) || asked != provider.Id) return null;
        if (answer.Principal.FindFirstValue(provider.Claim) is not { Length: > 0 } subject) return null;
        return (subject, answer.Properties.Items.TryGetValue(Linking, out var account) && int.TryParse(account, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null);
    }

    public async Task<SignInAnswer> Try(OidcProvider provider, CancellationToken ct = default)
    {
        if (await Returned(provider) is not { LinkTo: null } who) return new SignInAnswer.Refused(AccountRefusals.ProviderFailed(provider.Name));
        if (await accounts.FindByLoginAsync(provider.Scheme, who.Subject) is not { } account)
        {
            await Http.SignOutAsync(IdentityConstants.ExternalScheme);
            await journal.Record(JournalWriter.OfNoCommune, new("accounts.not-linked", $"Danh tính chưa liên kết, từ {provider.Name}") { Result = JournalResult.Refused }, ct);
            return new SignInAnswer.Refused(AccountRefusals.NotLinked(provider.Name));
        }

        return await finish.AfterFirstStep(account.Id, provider.Name, ct);
    }

    /// <summary>Liên kết with an account; by the person themselves, or by an administrator who has checked the right first.</summary>
    public async Task<Refusal?> Link(OidcProvider provider, string subject, int account, CancellationToken ct = default)
    {
        await using var held = await turn.Take([], ct);
        db.ChangeTracker.Clear();
        var user = await db.Accounts.SingleAsync(one => one.Id == account, ct);
        if (await accounts.FindByLoginAsync(provider.Scheme, subject) is { } known) return known.Id == account ? null : AccountRefusals.LinkedElsewhere();
        var done = await accounts.AddLoginAsync(user, new(provider.Scheme, subject, provider.Name));
        if (!done.Succeeded) return AccountRefusals.FromStore(done.Errors);
        await journal.Append(JournalWriter.OfNoCommune, new("accounts.link", $"Liên kết {user.UserName} với {provider.Name}") { Subject = $"account:{account}" }, ct);
        await held.Commit(ct);
        return null;
    }

    /// <summary>Gỡ liên kết: other sign-ins of the account end.</summary>
    public async Task Unlink(OidcProvider provider, int account, CancellationToken ct = default)
    {
        await using var held = await turn.Take([], ct);
        db.ChangeTracker.Clear();
        var user = await db.Accounts.SingleAsync(one => one.Id == account, ct);
        foreach (var login in (await accounts.GetLoginsAsync(user)).Where(login => login.LoginProvider == provider.Scheme)) await accounts.RemoveLoginAsync(user, login.LoginProvider, login.ProviderKey);
        await accounts.UpdateSecurityStampAsync(user);
        await journal.Append(JournalWriter.OfNoCommune, new("accounts.unlink", $"Gỡ liên kết {user.UserName} với {provider.Name}") { Subject = $"account:{account}" }, ct);
        await held.Commit(ct);
        if (person.Who is { } who && who.Account == account) await finish.GoOn(user, who.SecondFactor);
    }
}
