using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;

namespace KieuMau.Web.Features.Reviews.Sending;

/// <summary>Sửa đổi: opens a new version, with its reason. What was sent before stays as it was.</summary>
public sealed class AmendReport(RuralDb db, ReportPlaces places, SubmitReport submit, TellReporters tell, Gate gate, JournalWriter journal)
{
    public async Task<Refusal?> Amend(ReportAddress address, string why, CancellationToken ct = default)
    {
        if (await places.Refuse(ReportStep.Amend, address, ct) is { } refusal) return refusal;
        var (place, held, missing) = await places.Take(address, withNumbers: false, ct);
        await using var turn = held;
        if (place is null) return missing;
        var latest = await places.Latest(place, ct);
        if (await places.Refuse(ReportStep.Amend, place, await places.StateOf(place, latest, ct), why, ct) is { } no) return no;
        var version = await submit.NewVersion(place, latest, why.Trim(), ct);
        await journal.Append(place.Shard, new("reports.amend", $"Lập bản {version.Version} của {Shell.Wording.Lower(place.Title)}") { Unit = address.Unit, Subject = StandingSeals.ReportSubject(version.Id), Why = why.Trim() }, ct);
        await tell.Tell(place, (await tell.Senders(place, ct)).Where(one => one != gate.Who?.Account), "report.amended", $"submission:{version.Id}:amended", $"{place.Name}: lập bản sửa đổi báo cáo {address.Period.Spoken()}, {why.Trim()}", address.Href, ct);
        await turn!.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }
}
