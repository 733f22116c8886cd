namespace KieuMau.Domain.Reviews;

/// <summary>Đúng hạn: how a report stands to its due day, inclusive.</summary>
/// <param name="Days">Late by so many days, or so many left; 0 on the due day itself.</param>
public readonly record struct Timeliness(bool Submitted, bool Late, int Days)
{
    /// <param name="submittedOn">Day in Việt Nam on which it was first sent; none when it was not.</param>
    public static Timeliness Of(DateOnly due, DateOnly? submittedOn, DateOnly today)
    {
        var day = submittedOn ?? today;
        return new(submittedOn is not null, day > due, Math.Abs(day.DayNumber - due.DayNumber));
    }

    public string Spoken() => this switch
    {
        { Submitted: true, Late: false } => "đúng hạn",
        { Submitted: true } => $"muộn {Days} ngày",
        { Late: true } => $"quá hạn {Days} ngày",
        { Days: 0 } => "hạn hôm nay",
        _ => $"còn {Days} ngày",
    };
}

/// <summary>Đủ số liệu: lines with an answer, of all lines asked.</summary>
public readonly record struct KnownLines(int Known, int Asked)
{
    public string Spoken() => $"{Known}/{Asked} dòng có số liệu";

    public bool Whole => Known == Asked;
}

/// <summary>Biến động so với kỳ trước.</summary>
public static class Jump
{
    /// <summary>Beyond the set share of what stood before; from nothing to something is always worth a look.</summary>
    /// <param name="share">In percent: 20 means more than a fifth up or down.</param>
    public static bool IsBeyond(decimal now, decimal before, decimal share) =>
        before == 0 ? now != 0 : Math.Abs(now - before) * 100 > share * Math.Abs(before);
}
