namespace KieuMau.Domain.Registers;

public enum DayState
{
    Running,

    /// <summary>Today is the last day.</summary>
    LastDay,
    Overdue,
    DoneInTime,
    DoneLate,
}

/// <summary>Hạn theo ngày: the last day counts whole; done on it is in time.</summary>
public static class DayClock
{
    public static DayState At(DateOnly due, DateOnly? done, DateOnly today) => done is { } on
        ? on <= due ? DayState.DoneInTime : DayState.DoneLate
        : today > due ? DayState.Overdue
        : today == due ? DayState.LastDay
        : DayState.Running;
}
