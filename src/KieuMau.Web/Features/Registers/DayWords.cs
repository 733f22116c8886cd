using KieuMau.Domain.Registers;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Observations;

namespace KieuMau.Web.Features.Registers;

/// <summary>Hạn nói bằng chữ: never by colour alone.</summary>
internal static class DayWords
{
    public static string Of(DayState state, DateOnly due, DateOnly? done) => state switch
    {
        DayState.DoneInTime => $"xong {done!.Value.Spoken()}, đúng hạn",
        DayState.DoneLate => $"xong {done!.Value.Spoken()}, muộn (hạn {due.Spoken()})",
        DayState.Overdue => $"quá hạn {due.Spoken()}",
        DayState.LastDay => $"hôm nay là ngày cuối ({due.Spoken()})",
        _ => $"đến {due.Spoken()}",
    };

    public static string? Tone(DayState state) => state is DayState.Overdue or DayState.DoneLate or DayState.LastDay ? "late" : null;

    public static string Of(Clock clock, DateTime now) => clock.At(now) switch
    {
        ClockState.DoneInTime => $"đã báo {At(clock.DoneAt!.Value)}, đúng hạn",
        ClockState.DoneLate => $"đã báo {At(clock.DoneAt!.Value)}, muộn (hạn {At(clock.Due)})",
        ClockState.Overdue => $"quá hạn {Span(clock.Left(now))} (hạn {At(clock.Due)})",
        _ => $"còn {Span(clock.Left(now))} (đến {At(clock.Due)})",
    };

    public static string At(DateTime instant) => instant.InVietNam().ToString("HH:mm dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => span.TotalHours >= 1 ? $"{(int)span.TotalHours} giờ {span.Minutes} phút" : $"{span.Minutes} phút";
}
