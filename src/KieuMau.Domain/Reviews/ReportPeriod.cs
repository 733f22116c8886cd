using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Domain.Reviews;

/// <summary>Kỳ báo cáo của một xã. What no text gives — the due date, the share of a jump — is set for each period as data.</summary>
/// <param name="DueOn">Hạn gửi, the day itself included.</param>
/// <param name="DueSource">Căn cứ of the due date; without one it is shown as "chưa xác minh".</param>
/// <param name="Jump">Mức biến động: a change beyond so many percent of the value of last period is marked.</param>
/// <param name="RemindDays">Nhắc trước hạn, in days.</param>
public sealed record ReportPeriod(Period Period, DateOnly OpensOn, DateOnly DueOn, Source DueSource, decimal Jump, int RemindDays)
{
    /// <summary>The day a report of it speaks for when it is sent today.</summary>
    public DateOnly JudgedOn(DateOnly today) => today < Period.Last ? today : Period.Last;

    /// <summary>Đến lúc nhắc: the due day is near and not past.</summary>
    public bool RemindsOn(DateOnly today) => today <= DueOn && DueOn.DayNumber - today.DayNumber <= RemindDays;

    public bool PastOn(DateOnly today) => today > DueOn;

    public static Refusal? Check(DateOnly opens, DateOnly due) => due < opens ? ReviewRefusals.DueBeforeOpening(opens, due) : null;
}

public enum TimelinessKind
{
    OnTime,
    Late,

    /// <summary>Not sent, and the due day is not past.</summary>
    NotYet,

    /// <summary>Not sent, and the due day is past.</summary>
    Overdue,
}

/// <summary>Đúng hạn hay trễ: of the first sending; what is returned later is not made late by it.</summary>
/// <param name="Days">Late by, or left.</param>
public readonly record struct Timeliness(TimelinessKind Kind, int Days)
{
    /// <param name="sentOn">The day of the first sending, in Việt Nam; none when nothing was sent.</param>
    public static Timeliness Of(DateOnly due, DateOnly? sentOn, DateOnly today) => sentOn is { } sent
        ? sent > due ? new(TimelinessKind.Late, sent.DayNumber - due.DayNumber) : new(TimelinessKind.OnTime, 0)
        : today > due ? new(TimelinessKind.Overdue, today.DayNumber - due.DayNumber) : new(TimelinessKind.NotYet, due.DayNumber - today.DayNumber);

    public bool IsLate => Kind is TimelinessKind.Late or TimelinessKind.Overdue;

    public string Spoken() => Kind switch
    {
        TimelinessKind.OnTime => "gửi đúng hạn",
        TimelinessKind.Late => $"gửi trễ {NumberText.Spoken(Days)} ngày",
        TimelinessKind.Overdue => $"chưa gửi, trễ {NumberText.Spoken(Days)} ngày",
        TimelinessKind.NotYet when Days == 0 => "chưa gửi, hạn hôm nay",
        TimelinessKind.NotYet => $"chưa gửi, còn {NumberText.Spoken(Days)} ngày",
        _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, null),
    };
}

/// <summary>Đầy đủ: lines with data of those asked.</summary>
public readonly record struct KnownLines(int WithData, int Asked)
{
    public static KnownLines Of(IEnumerable<Evaluations.Verdict> lines)
    {
        var all = lines.ToList();
        return new(all.Count(verdict => verdict != Evaluations.Verdict.NoData), all.Count);
    }

    public string Spoken() => $"{NumberText.Spoken(WithData)}/{NumberText.Spoken(Asked)} chỉ tiêu có số liệu";
}

/// <summary>Biến động so với kỳ trước.</summary>
public static class Jump
{
    /// <param name="share">In percent of the value before. Exactly so much is not beyond; anything out of zero is.</param>
    public static bool Beyond(decimal now, decimal before, decimal share) => before == 0
        ? now != 0
        : Exact.From(Math.Abs(now - before)) * Exact.From(100) > Exact.From(share) * Exact.From(Math.Abs(before));

    /// <summary>"tăng 25 %", "giảm 3,5 %".</summary>
    public static string Spoken(decimal now, decimal before)
    {
        if (now == before) return "không đổi";
        var word = now > before ? "tăng" : "giảm";
        if (before == 0) return $"{word} từ 0";
        return $"{word} {NumberText.Spoken((Exact.From(Math.Abs(now - before)) * Exact.From(100) / Exact.From(Math.Abs(before))).Round(1))}\u00a0%";
    }
}
