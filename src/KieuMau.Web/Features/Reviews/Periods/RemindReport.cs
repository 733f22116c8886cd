using System.Globalization;
using KieuMau.Domain.Accounts;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Reviews.Sending;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews.Periods;

/// <summary>Nhắc gửi báo cáo: by a person with a button, or by the clock before and after the due day, once each.</summary>
public sealed class RemindReport(RuralDb db, CommuneLock communes, ReportPlaces places, TellReporters tell, Gate gate, JournalWriter journal, TimeProvider clock)
{
    public async Task<Refusal?> Remind(ReportAddress address, string commune, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ManagePeriods, commune, ct) is { } refusal) return refusal;
        var (place, missing) = await places.Find(address, ct);
        if (place is null) return missing;
        var told = await tell.Senders(place, ct);
        if (told.Count == 0) return ReviewRefusals.NobodyToRemind(place.Name);
        await using var held = await communes.Take([place.Shard], ct);
        var now = clock.Instant();
        await db.Askings.Where(one => one.Shard == place.Shard && one.Period == place.Stored.Period && one.UnitId == place.UnitId && one.OfficeId == address.Office)
            .ExecuteUpdateAsync(one => one.SetProperty(row => row.RemindedAt, (DateTime?)now), ct);
        await tell.Tell(place, told, "report.reminded", string.Create(CultureInfo.InvariantCulture, $"{KeyOf(place)}:{now:yyyyMMddHHmm}"), $"{Sentence(place)} {Shell.Wording.Capital(gate.Sign().Who)} nhắc gửi.", address.Href, ct);
        await journal.Append(place.Shard, new("reports.remind", $"Nhắc gửi {Shell.Wording.Lower(place.Title)}, {told.Count} người") { Unit = address.Unit, Subject = StandingSeals.PeriodSubject(address.Period) }, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }

    /// <summary>Đến hạn, trễ hạn: told once for each, however often the clock comes round.</summary>
    /// <returns>How many reports were told of.</returns>
    public async Task<int> RemindDue(ReportBook.Book book, CancellationToken ct = default)
    {
        var today = clock.Today();
        var kind = book.Period.PastOn(today) ? "report.late" : book.Period.RemindsOn(today) ? "report.due" : "";
        if (kind.Length == 0 || today < book.Period.OpensOn || book.Stored.LockedAt is not null) return 0;
        var reminded = 0;
        foreach (var report in book.Reports.Where(report => report.FirstSent is null))
        {
            var (place, _) = await places.Find(report.Address, ct);
            if (place is null) continue;
            var key = KeyOf(place);
            var told = await db.Notices.Where(notice => notice.Kind == kind && notice.Key == key).Select(notice => notice.AccountId).ToListAsync(ct);
            var people = (await tell.Senders(place, ct)).Except(told).ToList();
            if (people.Count == 0) continue; // nobody waits for a round that has nothing to say
            await using var held = await communes.Take([], ct);
            await tell.Tell(place, people, kind, key, $"{Sentence(place)} {Shell.Wording.Capital(report.Timeliness.Spoken())}.", report.Address.Href, ct);
            await held.Commit(ct);
            db.ChangeTracker.Clear();
            reminded++;
        }

        return reminded;
    }

    /// <summary>Mở kỳ: told once to whoever sends, within the transaction of the act that asks for the report.</summary>
    public async Task TellOpened(ReportAddress address, CancellationToken ct)
    {
        var (place, _) = await places.Find(address, ct);
        if (place is null) return;
        await tell.Tell(
            place, await tell.Senders(place, ct), "report.opened", $"{ReportOf(place)}:opened",
            $"Kỳ báo cáo {place.Period.Period.Spoken()} đã mở, {DueOf(place)}. {place.Title}: nhập số liệu rồi gửi{(place.Period.OpensOn > clock.Today() ? $", từ ngày {place.Period.OpensOn.Spoken()}" : "")}.", address.Href, ct);
    }

    private static string KeyOf(ReportPlace place) => string.Create(CultureInfo.InvariantCulture, $"{ReportOf(place)}:{place.Period.DueOn:yyyyMMdd}");

    private static string ReportOf(ReportPlace place) => string.Create(CultureInfo.InvariantCulture, $"report:{place.Shard}:{place.Stored.Period}:{place.UnitId}:{place.Asking.OfficeId}");

    private static string Sentence(ReportPlace place) => $"{place.Title}: {DueOf(place)}.";

    private static string DueOf(ReportPlace place) =>
        $"hạn gửi {place.Period.DueOn.Spoken()}{(place.Period.DueSource.Document.Length == 0 || place.Period.DueSource.Unverified ? " (chưa xác minh)" : "")}";
}
