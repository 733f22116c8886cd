using KieuMau.Domain.CriteriaSets;
using KieuMau.Web.Features.Observations;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Thời hiệu của một bộ, as people say it.</summary>
public static class SetDates
{
    public static string Spoken(CriteriaSet set) =>
        set.InForceTo is { } to ? $"{set.InForceFrom.Spoken()} đến {to.Spoken()}" : $"từ {set.InForceFrom.Spoken()}";
}
