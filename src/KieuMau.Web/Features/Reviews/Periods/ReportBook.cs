using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews.Periods;

/// <summary>Sổ báo cáo của một kỳ: who was asked, what came, when, and how far its review is.</summary>
public sealed class ReportBook(RuralDb db, UnitReader units, TimeProvider clock)
{
    /// <param name="Code">Of the unit; the commune's for an office.</param>
    /// <param name="Latest">The version that counts; none before the first.</param>
    /// <param name="Shown">The version last sent; 0 before the first.</param>
    /// <param name="FirstSent">The day of the first sending, in Việt Nam.</param>
    /// <param name="Counts">Of the last version that was sent.</param>
    public sealed record Report(ReportAddress Address, string Name, Asking Asking, ReportState State, Submission? Latest, long Shown, DateOnly? FirstSent, Timeliness Timeliness, ReviewCounts Counts, int Answered);

    public sealed record Book(string Commune, StoredPeriod Stored, ReportPeriod Period, IReadOnlyList<Report> Reports)
    {
        public int Shard => Stored.Shard;
        public IEnumerable<Report> Late => Reports.Where(report => report.Timeliness.IsLate);
        public int Sent => Reports.Count(report => report.FirstSent is not null);
    }

    /// <summary>Periods of a commune, the latest first.</summary>
    public Task<IReadOnlyList<Book>> Of(string commune, CancellationToken ct) => Read(commune, periods => periods, ct);

    /// <summary>Periods of a commune in which something is left to send or to review, the latest first: not locked, or a version is on its way.</summary>
    public Task<IReadOnlyList<Book>> Unfinished(string commune, CancellationToken ct)
    {
        var all = db.Submissions;
        return Read(commune, periods => periods.Where(one => one.LockedAt == null || all.Any(sent => sent.Shard == one.Shard && sent.Period == one.Period
            && (sent.State == ReportState.Entering || sent.State == ReportState.Submitted || sent.State == ReportState.Returned)
            && !all.Any(later => later.Shard == sent.Shard && later.Period == sent.Period && later.UnitId == sent.UnitId && later.OfficeId == sent.OfficeId && later.Version > sent.Version))), ct);
    }

    private async Task<IReadOnlyList<Book>> Read(string commune, Func<IQueryable<StoredPeriod>, IQueryable<StoredPeriod>> which, CancellationToken ct)
    {
        var around = await units.Around([commune], ct);
        if (!around.Keys.TryGetValue(commune, out var key)) return [];
        var periods = await which(db.ReportPeriods.AsNoTracking().Where(one => one.Shard == key.Shard && one.UnitId == key.Id)).OrderByDescending(one => one.Period).ToListAsync(ct);
        var books = new List<Book>();
        foreach (var stored in periods) books.Add(await Read(around, commune, stored, ct));
        return books;
    }

    public async Task<Book?> Of(string commune, Period period, CancellationToken ct)
    {
        var around = await units.Around([commune], ct);
        if (!around.Keys.TryGetValue(commune, out var key)) return null;
        var packed = PackedPeriod.Of(period);
        var stored = await db.ReportPeriods.AsNoTracking().FirstOrDefaultAsync(one => one.Shard == key.Shard && one.UnitId == key.Id && one.Period == packed, ct);
        return stored is null ? null : await Read(around, commune, stored, ct);
    }

    private async Task<Book> Read(UnitSurroundings around, string commune, StoredPeriod stored, CancellationToken ct)
    {
        var (shard, packed, period) = (stored.Shard, stored.Period, stored.Read());
        var askings = await db.Askings.AsNoTracking().Where(one => one.Shard == shard && one.Period == packed).ToListAsync(ct);
        var versions = (await db.Submissions.AsNoTracking().Where(one => one.Shard == shard && one.Period == packed).OrderBy(one => one.Version).ToListAsync(ct)).ToLookup(one => (one.UnitId, one.OfficeId));
        var sent = versions.Select(group => group.LastSent()?.Id).OfType<long>().ToList();
        var reviews = (await db.LineReviews.AsNoTracking().Where(one => one.Shard == shard && sent.Contains(one.SubmissionId)).Select(one => new { one.SubmissionId, one.Standing, Answered = one.Answer != "" }).ToListAsync(ct)).ToLookup(one => one.SubmissionId);
        var offices = await db.Offices.AsNoTracking().Where(office => office.UnitId == stored.UnitId).ToDictionaryAsync(office => office.Id, office => office.Name, ct);
        var entered = await Entered(around, askings, period.Period, ct);
        var reports = askings.Select(asking =>
        {
            var code = around.CodeOf(asking.UnitId);
            var mine = versions[(asking.UnitId, asking.OfficeId)].ToList();
            var latest = mine.LastOrDefault();
            var shown = mine.LastSent();
            var first = mine.Find(one => one.SentAt is not null)?.SentAt is { } at ? DateOnly.FromDateTime(at.InVietNam()) : (DateOnly?)null;
            var name = asking.OfficeId != 0 ? offices.GetValueOrDefault(asking.OfficeId, "cơ quan") : around.Tree.Rows(code) is [.., var row] ? row.Name : code;
            var state = latest?.State ?? (stored.LockedAt is not null ? ReportState.Locked : entered.Contains(asking.UnitId) ? ReportState.Entering : ReportState.Open);
            var said = shown is null ? [] : reviews[shown.Id].ToList();
            return new Report(
                new(code, asking.OfficeId, period.Period), name, asking, state, latest, shown?.Id ?? 0, first, Timeliness.Of(period.DueOn, first, clock.Today()),
                ReviewCounts.Of(said.Select(one => one.Standing)), said.Count(one => one is { Standing: ReviewStanding.Returned, Answered: true }));
        });
        return new(commune, stored, period, [.. reports.OrderBy(report => report.Address.Office != 0).ThenBy(report => report.Asking.UnitId).ThenBy(report => report.Name, StringComparer.Ordinal)]);
    }

    private async Task<HashSet<int>> Entered(UnitSurroundings around, List<Asking> askings, Period period, CancellationToken ct)
    {
        var ids = askings.ConvertAll(asking => asking.UnitId);
        var shards = ids.ConvertAll(id => around.Keys[around.CodeOf(id)].Shard).Distinct().ToList();
        var places = await db.Observations.Where(row => shards.Contains(row.Shard) && ids.Contains(row.UnitId) && row.Period / 100 == period.Year && row.Kind != StoredKind.Nothing).Select(row => new { row.UnitId, row.Period }).Distinct().ToListAsync(ct);
        return [.. places.Where(place => period.Contains(PackedPeriod.Read(place.Period))).Select(place => place.UnitId)];
    }
}
