namespace KieuMau.Domain.Registers;

/// <summary>Ngày nghỉ lễ: the days off of the years somebody has entered, and the weekend days worked instead.</summary>
public sealed class WorkingDays(IEnumerable<DateOnly> off, IEnumerable<DateOnly> workedInstead, IEnumerable<int> years)
{
    private readonly HashSet<DateOnly> off = [.. off];
    private readonly HashSet<DateOnly> worked = [.. workedInstead];
    private readonly HashSet<int> years = [.. years];

    /// <summary>Saturdays and Sundays only.</summary>
    public static readonly WorkingDays WeekendsOnly = new([], [], []);

    public bool IsWorked(DateOnly day) =>
        worked.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !off.Contains(day));

    /// <summary>Whether the holidays of a year are known; otherwise only weekends were left out.</summary>
    public bool Knows(int year) => years.Contains(year);

    /// <summary>The day itself is not counted: two working days after a Friday end on Tuesday.</summary>
    public DateOnly After(DateOnly day, int working)
    {
        for (var left = working; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorked(day)) left--;
        }

        return day;
    }
}
