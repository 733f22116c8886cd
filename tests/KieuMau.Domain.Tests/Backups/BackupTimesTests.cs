using KieuMau.Domain.Backups;

namespace KieuMau.Domain.Tests.Backups;

public sealed class BackupTimesTests
{
    private static readonly TimeOnly At = new(2, 15);
    private static readonly DateTime Night = new(2026, 11, 24, 2, 15, 0);

    [Fact]
    public void A_backup_is_due_at_its_hour_and_not_before()
    {
        var yesterday = Night.AddDays(-1);
        Assert.False(BackupTimes.IsDue(Night.AddSeconds(-1), At, yesterday, null));
        Assert.True(BackupTimes.IsDue(Night, At, yesterday, null));
        Assert.False(BackupTimes.IsDue(Night.AddMinutes(5), At, Night, null));
    }

    [Fact]
    public void A_machine_that_was_off_at_night_makes_up_for_it_in_the_morning() =>
        Assert.True(BackupTimes.IsDue(Night.AddHours(6), At, Night.AddDays(-3), null));

    [Fact]
    public void What_failed_is_tried_again_an_hour_later()
    {
        Assert.False(BackupTimes.IsDue(Night.AddMinutes(59), At, null, Night));
        Assert.True(BackupTimes.IsDue(Night.AddMinutes(60), At, null, Night));
        Assert.False(BackupTimes.IsTestDue(Night.AddMinutes(59), 30, null, Night));
    }

    [Fact]
    public void A_restore_test_is_due_after_its_days()
    {
        Assert.True(BackupTimes.IsTestDue(Night, 30, null, null));
        Assert.False(BackupTimes.IsTestDue(Night.AddDays(30).AddSeconds(-1), 30, Night, null));
        Assert.True(BackupTimes.IsTestDue(Night.AddDays(30), 30, Night, null));
    }

    [Fact]
    public void More_than_seven_days_without_a_good_backup_is_old_and_so_is_none()
    {
        Assert.True(BackupTimes.IsOld(Night, null));
        Assert.False(BackupTimes.IsOld(Night.AddDays(7), Night));
        Assert.True(BackupTimes.IsOld(Night.AddDays(7).AddSeconds(1), Night));
    }
}
