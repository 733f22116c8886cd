using KieuMau.Domain.Evidence;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Minh chứng đứng sau báo cáo đã gửi: what a reviewer sees, or has relied on, is not taken away under a line that was sent.</summary>
public sealed class EvidenceLocks(RuralDb db)
{
    public async Task<Refusal?> Refuse(IEnumerable<EvidenceLink> links, CancellationToken ct)
    {
        foreach (var place in links.Select(link => link.Place).Where(place => place.IsOfLine).Distinct())
        {
            if (await ReportOver(place, ct) is { } period) return EvidenceRefusals.OfSentReport(place.Line, period);
        }

        return null;
    }

    /// <summary>The period of a report that was sent, speaks of this line, and is neither returned nor being amended.</summary>
    private async Task<Period?> ReportOver(EvidencePlace place, CancellationToken ct)
    {
        var units = db.UnitKeys;
        var versions = await (from submission in db.Submissions.AsNoTracking()
                              join unit in units on submission.UnitId equals unit.Id
                              where unit.Code == place.Unit
                              select submission).ToListAsync(ct);
        var sent = versions.GroupBy(one => (one.Shard, one.Period, one.OfficeId)).Select(group => group.MaxBy(one => one.Version)!)
            .Where(one => one.SentAt is not null && one.State is ReportState.Submitted or ReportState.Verified or ReportState.Locked && place.Serves(PackedPeriod.Read(one.Period)));
        foreach (var one in sent)
        {
            var (shard, id, set, line) = (one.Shard, one.Id, place.Set, place.Line);
            if (await db.SubmittedLines.AnyAsync(row => row.Shard == shard && row.SubmissionId == id && row.SetId == set && row.Line == line, ct)) return PackedPeriod.Read(one.Period);
        }

        return null;
    }
}
