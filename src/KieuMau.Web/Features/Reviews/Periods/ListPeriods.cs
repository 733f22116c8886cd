using KieuMau.Web.Data;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews.Periods;

/// <summary>Các kỳ một đơn vị phải gửi báo cáo, the latest first.</summary>
public sealed class ListPeriods(RuralDb db)
{
    private const int Most = 8;

    public async Task<IReadOnlyList<ReportAddress>> Of(string unit, CancellationToken ct)
    {
        var rows = await (from asking in db.Askings.AsNoTracking()
                          join key in db.Set<UnitKey>() on asking.UnitId equals key.Id
                          where key.Code == unit && asking.OfficeId == 0
                          orderby asking.Period descending
                          select asking.Period).Take(Most).ToListAsync(ct);
        return rows.ConvertAll(packed => new ReportAddress(unit, 0, PackedPeriod.Read(packed)));
    }
}
