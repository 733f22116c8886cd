using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews.Periods;

/// <summary>Cơ quan của xã còn hoạt động vào một ngày.</summary>
public sealed class ListOffices(RuralDb db)
{
    public async Task<IReadOnlyList<Office>> Of(string commune, DateOnly at, CancellationToken ct) =>
        await (from office in db.Offices.AsNoTracking()
               join unit in db.Set<UnitKey>() on office.UnitId equals unit.Id
               where unit.Code == commune && office.ValidFrom <= at && (office.ValidTo == null || office.ValidTo >= at)
               orderby office.Id
               select office).ToListAsync(ct);
}
