using KieuMau.Domain.Observations;

namespace KieuMau.Web.Features.Recognition;

public static class StoredTitle
{
    public static Title ToTitle(this RecordedTitle row, string unit) =>
        new(unit, row.Name, row.Decision, row.ValidFrom, row.ValidTo, row.RevokedOn) { RecordedBy = [.. new[] { row.Account, row.RevokedAccount }.Where(account => account > 0)] };
}
