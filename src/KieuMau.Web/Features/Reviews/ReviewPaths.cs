namespace KieuMau.Web.Features.Reviews;

/// <summary>Addresses of the pages of reports and reviews.</summary>
public static class ReviewPaths
{
    public static string Periods(string commune) => $"/xa/{commune}/ky";

    public static string Period(string commune, Period period) => $"/xa/{commune}/ky/{period}";

    public static string Report(string unit, Period period) => $"/don-vi/{unit}/ky/{period}";

    public static string Review(string commune, string unit, Period period) => $"/xa/{commune}/tham-tra/{period}/{unit}";
}
