using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.People;

/// <summary>Việc đầu tiên của người quản trị: where there is no unit yet, the commune and its khu; while nobody else can sign in, their accounts.</summary>
public sealed class FirstAccounts(RuralDb db, ReachOfAccounts reach, TimeProvider clock) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> For(Who who, Standpoint here, CancellationToken ct)
    {
        var held = who.PostsOn(clock.Today()).ToList();
        var work = new List<WorkItem>();
        if (held.Exists(post => post.Role.Holds(Right.ManageUnits)) && !await db.UnitKeys.AnyAsync(ct))
            work.Add(new(WorkKind.ToPrepare, "Chưa có đơn vị nào: thêm xã, rồi thêm các khu của xã", "/don-vi", ""));
        if (held.Exists(post => post.Role.Holds(Right.ManageAccounts)) && !await (await reach.Seen(ct)).AnyAsync(account => account.Id != who.Account && account.DisabledAt == null, ct))
            work.Add(new(WorkKind.ToPrepare, "Chưa ai khác có tài khoản: mở tài khoản, giao chức vụ cho văn phòng, công chức, trưởng khu", "/nguoi-dung", ""));
        return work;
    }
}
