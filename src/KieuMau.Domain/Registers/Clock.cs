namespace KieuMau.Domain.Registers;

public enum ClockState
{
    Running,
    Overdue,
    DoneInTime,
    DoneLate,
}

/// <summary>Đồng hồ: something must be done by a moment. Done exactly at that moment is in time.</summary>
/// <param name="Name">What must be done.</param>
public sealed record Clock(string Name, DateTime Due, DateTime? DoneAt)
{
    public ClockState At(DateTime now) => DoneAt is { } done
        ? done <= Due ? ClockState.DoneInTime : ClockState.DoneLate
        : now <= Due ? ClockState.Running : ClockState.Overdue;

    /// <summary>What is left, or what it is over by.</summary>
    public TimeSpan Left(DateTime now) => Due >= now ? Due - now : now - Due;
}
