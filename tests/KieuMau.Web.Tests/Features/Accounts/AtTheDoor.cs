using AngleSharp.Dom;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Accounts;

/// <summary>What the stories about signing in have in common: a moving clock, a password, a telephone.</summary>
internal static class AtTheDoor
{
    public const string Password = "Lua.Nep-2024-xyz";

    /// <summary>A Monday morning in Việt Nam.</summary>
    public static MovableClock Morning() => new(new(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(7)));

    /// <summary>Somebody who has chosen a password.</summary>
    public static Task<int> WithPassword(this Site site, Somebody somebody, string password = Password) => site.Change(somebody, async (accounts, account) =>
    {
        account.PasswordSetAt = account.CreatedAt;
        Assert.True((await accounts.AddPasswordAsync(account, password)).Succeeded);
    });

    /// <returns>The key their telephone has.</returns>
    public static async Task<byte[]> WithTelephone(this Site site, Somebody somebody)
    {
        var key = "";
        await site.Change(somebody, async (accounts, account) =>
        {
            key = accounts.GenerateNewAuthenticatorKey();
            await accounts.SetAuthenticationTokenAsync(account, "[AspNetUserStore]", "AuthenticatorKey", key);
            await accounts.SetTwoFactorEnabledAsync(account, true);
        });
        return TimeCode.KeyOf(key);
    }

    public static async Task<int> Change(this Site site, Somebody somebody, Func<UserManager<Account>, Account, Task> change)
    {
        var id = await site.AccountOf(somebody);
        return await site.Do(async services =>
        {
            var accounts = services.GetRequiredService<UserManager<Account>>();
            var account = (await accounts.FindByIdAsync($"{id}"))!;
            await change(accounts, account);
            return id;
        });
    }

    public static Task<Account> Account(this Site site, Somebody somebody) => site.Do(async services =>
        (await services.GetRequiredService<UserManager<Account>>().FindByNameAsync(somebody.UserName))!);

    public static async Task<IDocument> SignIn(this Visitor visitor, Somebody somebody, string password = Password, string? to = null) =>
        await visitor.Submit(await visitor.Open($"/dang-nhap{(to is null ? "" : $"?ve={Uri.EscapeDataString(to)}")}"), "main form", null, ("ten", somebody.UserName), ("mk", password));

    public static string CodeOf(byte[] key, TimeProvider clock) => TimeCode.At(key, TimeCode.StepOf(clock.GetUtcNow().UtcDateTime));

    /// <summary>The way of an address, without the host.</summary>
    public static string Path(this IDocument page) => new Uri(page.Url).AbsolutePath;
}
