using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using KieuMau.Web.Data;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace KieuMau.Web.Features.Accounts.Kept;

/// <summary>Trang này nhận điều bí mật: what is typed into it is never kept.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HoldsSecretsAttribute : Attribute;

/// <summary>Nội dung vừa gõ: the fields of a form that met an ended sign-in.</summary>
/// <param name="Account">Whose it is; nobody else gets it.</param>
/// <param name="Address">Where it was going.</param>
/// <param name="Files">Names of files that came with it; they are not kept.</param>
public sealed record TypedForm(int Account, string Address, IReadOnlyList<KeyValuePair<string, string>> Fields, IReadOnlyList<string> Files);

/// <summary>
/// Giữ nội dung vừa gõ: encrypted, for an hour, for the account whose sign-in had just ended. A sign-in that was ended on
/// purpose (signed out everywhere, disabled) keeps nothing.
/// </summary>
public sealed class KeepTyped(DataFolder data, IDataProtectionProvider protection, IAntiforgery forms, IOptionsMonitor<CookieAuthenticationOptions> cookies, TimeProvider clock)
{
    public const string Folder = "da-go";
    public const string TokenField = "__RequestVerificationToken";

    public static readonly TimeSpan Good = TimeSpan.FromHours(1);

    private const int MostBytes = 4 * 1024 * 1024;
    private const int MostForOne = 20;

    private readonly IDataProtector secrets = protection.CreateProtector("KieuMau.Accounts.Typed");

    /// <returns>The address of the page that gives it back; nothing when it could not be kept.</returns>
    public async Task<string?> Keep(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType) return null;
        if (http.GetEndpoint()?.Metadata.GetMetadata<HoldsSecretsAttribute>() is not null) return null;
        if (await EndedSignIn(http) is not { } account) return null;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var fields = form.Where(field => field.Key != TokenField).SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""))).ToList();
        var text = JsonSerializer.SerializeToUtf8Bytes(new TypedForm(account, http.Request.Path + http.Request.QueryString, fields, [.. form.Files.Where(file => file.Length > 0).Select(file => file.FileName)]));
        if (text.Length > MostBytes) return null;

        var folder = Sweep(account);
        var id = string.Create(CultureInfo.InvariantCulture, $"{account}-{(clock.GetUtcNow() + Good).UtcTicks:x16}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}");
        await File.WriteAllBytesAsync(Path.Combine(folder, id), secrets.Protect(text), http.RequestAborted);
        return $"/go-do/{id}";
    }

    /// <returns>Nothing when it is somebody else's, older than an hour, or not there.</returns>
    public TypedForm? Find(string id, int account)
    {
        if (PathOf(id) is not { } path || !IsGood(id) || !File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<TypedForm>(secrets.Unprotect(File.ReadAllBytes(path))) is { } kept && kept.Account == account ? kept : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Drop(string id, int account)
    {
        if (Find(id, account) is not null) File.Delete(PathOf(id)!);
    }

    /// <summary>Who sent this, by a sign-in that ran out: the ticket is whole and nobody has signed the account out since.</summary>
    private async Task<int?> EndedSignIn(HttpContext http)
    {
        var options = cookies.Get(IdentityConstants.ApplicationScheme);
        if (options.CookieManager.GetRequestCookie(http, options.Cookie.Name!) is not { } cookie || options.TicketDataFormat.Unprotect(cookie) is not { } ticket) return null;
        if (AccountServices.AccountOf(ticket.Principal) is not { } account) return null;
        if (await http.RequestServices.GetRequiredService<ReadPerson>().Of(account, ticket.Principal.FindFirstValue("stamp"), secondFactor: false, AccountServices.SignInOf(ticket.Properties), http.RequestAborted) is null) return null;
        return await CameFromOurPage(http, ticket) ? account : null;
    }

    private async Task<bool> CameFromOurPage(HttpContext http, AuthenticationTicket ticket)
    {
        var nobody = http.User;
        http.User = ticket.Principal; // the form was drawn for them
        var ours = await forms.IsRequestValidAsync(http);
        http.User = nobody;
        return ours;
    }

    private string Sweep(int account)
    {
        var folder = Directory.CreateDirectory(data.Inside(Folder)).FullName;
        foreach (var old in Directory.EnumerateFiles(folder).Where(path => !IsGood(Path.GetFileName(path)))) File.Delete(old);
        foreach (var extra in Directory.EnumerateFiles(folder, $"{account}-*").OrderDescending(StringComparer.Ordinal).Skip(MostForOne - 1)) File.Delete(extra);
        return folder;
    }

    private bool IsGood(string id) =>
        id.Split('-') is [_, var ticks, _] && long.TryParse(ticks, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var until) && clock.GetUtcNow().UtcTicks < until;

    private string? PathOf(string id) => id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? Path.Combine(data.Inside(Folder), id) : null;
}
