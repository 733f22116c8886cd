using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.People;

/// <summary>Một dòng trong danh sách người dùng.</summary>
public sealed record PersonRow(Account Account, Who Who, int Passkeys)
{
    public bool HasSecondFactor => Account.TwoFactorEnabled || Passkeys > 0;
}

/// <summary>Xem người dùng within one's reach; found by name without marks.</summary>
public sealed class ListPeople(RuralDb db, ReachOfAccounts reach, ReadPerson reader)
{
    public const int PageSize = 100;

    /// <param name="after">The last account of the page before.</param>
    public async Task<(IReadOnlyList<PersonRow> Rows, bool More)> Page(string search, int after, CancellationToken ct = default)
    {
        var asked = VietnameseText.Search(search);
        var seen = (await reach.Seen(ct)).Where(account => account.Id > after);
        if (asked.Length > 0) seen = seen.Where(account => account.Search.Contains(asked));
        var found = await seen.OrderBy(account => account.Id).Take(PageSize + 1).ToListAsync(ct);
        return (await Rows([.. found.Take(PageSize)], ct), found.Count > PageSize);
    }

    public async Task<IReadOnlyList<PersonRow>> All(CancellationToken ct = default) =>
        await Rows(await (await reach.Seen(ct)).OrderBy(account => account.Id).ToListAsync(ct), ct);

    /// <returns>Nothing when there is nobody, or nobody within reach.</returns>
    public async Task<PersonRow?> Find(int id, CancellationToken ct = default)
    {
        if (await reach.Refuse(id, ct) is not null) return null;
        return (await Rows(await db.Accounts.AsNoTracking().Where(account => account.Id == id).ToListAsync(ct), ct))[0];
    }

    private async Task<IReadOnlyList<PersonRow>> Rows(IReadOnlyList<Account> accounts, CancellationToken ct)
    {
        var ids = accounts.Select(account => account.Id).ToList();
        var keys = await db.Set<IdentityUserPasskey<int>>().Where(key => ids.Contains(key.UserId)).GroupBy(key => key.UserId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, ct);
        var people = await reader.Of(accounts, ct);
        return [.. accounts.Select((account, at) => new PersonRow(account, people[at], keys.GetValueOrDefault(account.Id)))];
    }
}
