using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.People;

/// <summary>Việc đầu tiên của người quản trị: while nobody else can sign in, accounts are to be opened.</summary>
public sealed class FirstAccounts(ReachOfAccounts reach, TimeProvider clock) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> For(Who who, Standpoint here, CancellationToken ct)
    {
        if (!who.PostsOn(clock.Today()).Any(post => post.Role.Holds(Right.ManageAccounts))) return [];
        return await (await reach.Seen(ct)).AnyAsync(account => account.Id != who.Account && account.DisabledAt == null, ct)
            ? []
            : [new(WorkKind.Unowned, "Chưa ai khác có tài khoản: mở tài khoản, giao chức vụ cho văn phòng, công chức, trưởng khu", "/nguoi-dung", "")];
    }
}
