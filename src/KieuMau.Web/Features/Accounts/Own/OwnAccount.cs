using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.Own;

/// <summary>Tài khoản của người đang dùng, as it stands now.</summary>
public static class OwnAccount
{
    /// <summary>Only for endpoints that somebody signed in has reached.</summary>
    public static Task<Account> OwnFresh(this RuralDb db, CurrentPerson person, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var id = person.Who?.Account ?? 0;
        return db.Accounts.SingleAsync(account => account.Id == id, ct);
    }
}
