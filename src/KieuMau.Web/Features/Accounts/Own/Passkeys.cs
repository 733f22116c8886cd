using System.Buffers.Text;
using System.Globalization;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts.SignIn;
using KieuMau.Web.Features.Journal;
using Microsoft.AspNetCore.Identity;

namespace KieuMau.Web.Features.Accounts.Own;

/// <summary>Khóa (passkey) of a person: kept in a telephone, a computer or a small device; named so that a lost one can be taken away.</summary>
public sealed class Passkeys(RuralDb db, CommuneLock turn, UserManager<Account> accounts, SignInManager<Account> signIn, FinishSignIn finish, CurrentPerson person, JournalWriter journal)
{
    private const int LongestName = 60;

    public async Task<IReadOnlyList<UserPasskeyInfo>> All(CancellationToken ct = default) => [.. await accounts.GetPasskeysAsync(await db.OwnFresh(person, ct))];

    /// <returns>Options for the browser, as JSON.</returns>
    public async Task<string> Ask(CancellationToken ct = default)
    {
        var account = await db.OwnFresh(person, ct);
        return await signIn.MakePasskeyCreationOptionsAsync(new() { Id = account.Id.ToString(CultureInfo.InvariantCulture), Name = account.UserName!, DisplayName = account.FullName });
    }

    public async Task<Refusal?> Add(string credential, string name, CancellationToken ct = default)
    {
        if (await Attested(credential) is not { Succeeded: true } made) return AccountRefusals.PasskeyFailed();
        await using var held = await turn.Take([], ct);
        var account = await db.OwnFresh(person, ct);
        made.Passkey.Name = Named(name);
        var done = await accounts.AddOrUpdatePasskeyAsync(account, made.Passkey);
        if (!done.Succeeded) return AccountRefusals.FromStore(done.Errors);
        await accounts.UpdateSecurityStampAsync(account);
        await Note("accounts.passkey", $"Thêm khóa “{made.Passkey.Name}”", account, ct);
        await held.Commit(ct);
        await finish.GoOn(account, secondFactor: true);
        return null;
    }

    public Task<Refusal?> Rename(string id, string name, CancellationToken ct = default) => Change(id, async (account, passkey) =>
    {
        passkey.Name = Named(name);
        await accounts.AddOrUpdatePasskeyAsync(account, passkey);
        await Note("accounts.passkey", $"Đặt tên khóa “{passkey.Name}”", account, ct);
    }, ct);

    public Task<Refusal?> Remove(string id, CancellationToken ct = default) => Change(id, async (account, passkey) =>
    {
        await accounts.RemovePasskeyAsync(account, passkey.CredentialId);
        await Note("accounts.passkey", $"Gỡ khóa “{passkey.Name}”", account, ct);
    }, ct);

    public static string IdOf(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    private async Task<Refusal?> Change(string id, Func<Account, UserPasskeyInfo, Task> change, CancellationToken ct)
    {
        await using var held = await turn.Take([], ct);
        var account = await db.OwnFresh(person, ct);
        if ((await accounts.GetPasskeysAsync(account)).FirstOrDefault(passkey => IdOf(passkey) == id) is not { } found) return new("accounts.no-passkey", "Không có khóa này. Mở lại trang.");
        await change(account, found);
        await held.Commit(ct);
        return null;
    }

    private async Task<PasskeyAttestationResult?> Attested(string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null; // nothing was asked, or too long ago
        }
    }

    private static string Named(string typed) => typed.Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, LongestName)] : "khóa không tên";

    private Task Note(string act, string said, Account account, CancellationToken ct) =>
        journal.Append(JournalWriter.OfNoCommune, new(act, said) { Subject = $"account:{account.Id}" }, ct);
}
