using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;

namespace KieuMau.Web.Features.Accounts.People;

/// <summary>Việc của người quản trị: the review of access, a fortnight before it is due.</summary>
public sealed class ReviewDue(ReviewAccess review, TimeProvider clock) : IWorkSource
{
    private const int DaysBefore = 14;

    public async Task<IReadOnlyList<WorkItem>> For(Who who, Standpoint here, CancellationToken ct)
    {
        var today = clock.Today();
        if (!who.PostsOn(today).Any(post => post.Role.Holds(Right.ManageAccounts))) return [];
        var due = await review.Due(ct);
        return due <= today.AddDays(DaysBefore)
            ? [new(WorkKind.Due, $"Rà soát tài khoản, chậm nhất {due:dd/MM/yyyy}", "/nguoi-dung/ra-soat", "", due)]
            : [];
    }
}
