using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Units;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>
/// Ngày xét của một năm: its last day, or today while it lasts; for a unit or a set that ended within the year, its last
/// day in force.
/// </summary>
public static class JudgedDay
{
    /// <returns>Nothing when unit and set never stood side by side in that year.</returns>
    public static DateOnly? Of(int year, SetThroughTime set, IEnumerable<Unit> rows, DateOnly today)
    {
        var first = new DateOnly(year, 1, 1);
        var day = Earlier(new DateOnly(year, 12, 31), today);
        if (day < first) return null;

        var row = rows.LastOrDefault(row => row.ValidFrom <= day);
        if (row is null) return null;
        day = Earlier(day, row.ValidTo ?? day);

        var text = set.At(day);
        day = Earlier(day, text.InForceTo ?? day);
        return day >= first && day >= text.InForceFrom && row.ValidFrom <= day ? day : null;
    }

    private static DateOnly Earlier(DateOnly left, DateOnly right) => left < right ? left : right;
}
