using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews.Sending;

/// <summary>
/// Khóa số đã gửi: a number of a unit whose report of a period around it was sent, verified or locked is not changed; of a
/// returned report only what the returned lines read; and what was ever sent, or imported, is changed with a reason.
/// </summary>
public sealed class ReportLocks(RuralDb db, ReviewProcedure procedure)
{
    /// <summary>Read within the commune's lock, so that nothing slips in while a report is being sent.</summary>
    public async Task<NumberLocks> Read(UnitSurroundings around, IReadOnlyList<ObservationChange> changes, PlacesNow now, ChangeNote note, CancellationToken ct)
    {
        var codes = changes.Select(change => change.Unit).Distinct().Where(around.Keys.ContainsKey).ToList();
        var shards = codes.SelectMany(around.ShardsOver).Distinct().ToList();
        var reports = await Reports(around, codes, shards, changes.Select(change => change.Period.First).DefaultIfEmpty(DateOnly.MaxValue).Min(), ct);
        return new(procedure, reports, note.Why.Length > 0 ? [] : await Imported(around, codes, now, ct), note);
    }

    /// <summary>For pages: what of a period is held fast, whatever the reason given.</summary>
    public Task<NumberLocks> Held(UnitSurroundings around, IEnumerable<ObservationChange> places, PlacesNow now, CancellationToken ct) =>
        Read(around, [.. places], now, new("", "trang", "chỉ xem"), ct);

    /// <summary>For lists of work: what nobody may enter in a period is no work, whatever is missing.</summary>
    public async Task<Func<string, Measure, bool>> Open(UnitSurroundings around, IReadOnlyCollection<(string Unit, Measure Measure)> asked, Period period, CancellationToken ct)
    {
        var codes = asked.Select(one => one.Unit).Distinct().Where(around.Keys.ContainsKey).ToList();
        var reports = await Reports(around, codes, [.. codes.SelectMany(around.ShardsOver).Distinct()], since: DateOnly.MaxValue, ct); // of what is not there no later report has read anything
        var held = new NumberLocks(procedure, reports, new HashSet<(int, long)>(), new("", "trang", "chỉ xem"));
        return (unit, measure) => held.Closed(new(unit, measure, period, "", new ObservedValue.Nothing()), revision: 0) is null;
    }

    /// <summary>Whether a change of some number of these units may need a reason: then the page asks for one.</summary>
    /// <param name="held">Of the same units, see <see cref="Held"/>.</param>
    public async Task<bool> AskWhy(NumberLocks held, UnitSurroundings around, IReadOnlyList<string> codes, PlacesNow now, CancellationToken ct) =>
        held.AnySent || (await Imported(around, [.. codes], now, ct)).Count > 0;

    /// <param name="since">The first day of the earliest number that changes: a report of a later period may have read it, for want of one of its own.</param>
    private async Task<List<NumberLocks.Report>> Reports(UnitSurroundings around, List<string> codes, List<int> shards, DateOnly since, CancellationToken ct)
    {
        var periods = await db.ReportPeriods.AsNoTracking().Where(one => shards.Contains(one.Shard)).ToListAsync(ct);
        if (periods.Count == 0) return [];
        var ids = codes.ConvertAll(code => around.Keys[code].Id);
        var askings = await db.Askings.AsNoTracking().Where(one => shards.Contains(one.Shard) && ids.Contains(one.UnitId)).ToListAsync(ct);
        var versions = (await db.Submissions.AsNoTracking().Where(one => shards.Contains(one.Shard) && ids.Contains(one.UnitId)).OrderBy(one => one.Version).ToListAsync(ct)).ToLookup(one => (one.Shard, one.Period, one.UnitId, one.OfficeId));
        var offices = await db.Offices.AsNoTracking().Where(office => ids.Contains(office.UnitId)).ToDictionaryAsync(office => office.Id, office => office.Name, ct);
        var reports = new List<NumberLocks.Report>();
        foreach (var asking in askings)
        {
            var period = periods.Find(one => one.Shard == asking.Shard && one.Period == asking.Period)!;
            var mine = versions[(asking.Shard, asking.Period, asking.UnitId, asking.OfficeId)].ToList();
            var state = mine.LastOrDefault()?.State ?? (period.LockedAt is null ? ReportState.Open : ReportState.Locked);
            var unit = around.CodeOf(asking.UnitId);
            var name = asking.OfficeId == 0 ? around.Tree.Rows(unit) is [.., var row] ? row.Name : unit : offices.GetValueOrDefault(asking.OfficeId, "cơ quan");
            var lines = mine.LastSent() is { } sent && (asking.OfficeId != 0 || state == ReportState.Returned || since < PackedPeriod.Read(asking.Period).First) ? await LinesOf(sent, ct) : [];
            reports.Add(new(unit, asking.OfficeId, PackedPeriod.Read(asking.Period), name, state, mine.Exists(one => one.SentAt is not null), lines));
        }

        return reports;
    }

    private async Task<List<NumberLocks.Line>> LinesOf(Submission submission, CancellationToken ct)
    {
        var rows = await db.ReviewedLines.Where(row => row.Line.Shard == submission.Shard && row.Line.SubmissionId == submission.Id).OrderBy(row => row.Line.Position).ToListAsync(ct);
        return rows.ConvertAll(row => StoredJson.Read<FrozenInput>(row.Line.Inputs) is var inputs
            ? new NumberLocks.Line(row.Line.Line, row.Review.Standing, [.. inputs.Select(input => input.Measure)], [.. inputs.Where(input => input.Revision > 0).Select(input => (input.Unit, input.Revision))])
            : null!);
    }

    private async Task<HashSet<(int Shard, long Revision)>> Imported(UnitSurroundings around, List<string> codes, PlacesNow now, CancellationToken ct)
    {
        var found = new HashSet<(int, long)>();
        foreach (var ofShard in codes.Select(code => around.Keys[code]).GroupBy(key => key.Shard))
        {
            var shard = ofShard.Key;
            var revisions = ofShard.SelectMany(key => now.RevisionsOf(key.Id)).Distinct().ToList();
            found.UnionWith((await (from revision in db.ObservationRevisions.AsNoTracking()
                                    join saving in db.Savings on new { revision.Shard, Id = revision.SavingId } equals new { saving.Shard, saving.Id }
                                    where revision.Shard == shard && revisions.Contains(revision.Id) && saving.Origin == "Excel"
                                    select revision.Id).ToListAsync(ct)).Select(id => (shard, id)));
        }

        return found;
    }
}

/// <summary>What may not be changed, and what only with a reason; read once for one saving.</summary>
public sealed class NumberLocks(ReviewProcedure procedure, IReadOnlyList<NumberLocks.Report> reports, IReadOnlySet<(int Shard, long Revision)> imported, ChangeNote note)
{
    /// <param name="Sent">At least one version was.</param>
    /// <param name="Lines">Of the version last sent, where they decide.</param>
    public sealed record Report(string Unit, int Office, Period Period, string Name, ReportState State, bool Sent, IReadOnlyList<Line> Lines)
    {
        public string Title => ReportPlace.TitleOf(Period, Name);

        /// <summary>A khu answers for all its numbers, an office for those its lines read.</summary>
        /// <param name="revision">What stands there: of an earlier period it is held where a line read that very number.</param>
        public bool IsOver(ObservationChange change, long revision) =>
            (change.Unit == Unit && Period.Contains(change.Period) && (Office == 0 || (Sent ? Lines.Any(line => line.Measures.Contains(change.Measure.Code)) : State == ReportState.Locked)))
            || Lines.Any(line => line.Read.Contains((change.Unit, revision)));
    }

    /// <param name="Read">Units and revisions of the numbers it says.</param>
    public sealed record Line(string Code, ReviewStanding Standing, IReadOnlyList<string> Measures, IReadOnlyList<(string Unit, long Revision)> Read);

    public static readonly NumberLocks None = new(new(new Dictionary<ReportState, string>(), ReportState.Locked, [], Domain.CriteriaSets.Source.Unknown), [], new HashSet<(int, long)>(), new("", "-"));

    /// <param name="shard">Of the unit.</param>
    /// <param name="revision">What stands there; 0 where nothing does.</param>
    public Refusal? Refuse(ObservationChange change, int shard, long revision, bool stands)
    {
        if (Closed(change, revision) is { } closed) return closed;
        if (!stands || note.Why.Length > 0) return null;
        if (Over(change, revision).FirstOrDefault(report => report.Sent) is { } sent) return ReviewRefusals.WhyChanged($"Số này đã gửi trong {Shell.Wording.Lower(sent.Title)}.");
        return imported.Contains((shard, revision)) ? ReviewRefusals.WhyChanged("Số này đã nhập từ Excel.") : null;
    }

    /// <summary>Some report of these units was sent.</summary>
    public bool AnySent => reports.Any(report => report.Sent);

    /// <summary>Not to be changed at all, whatever the reason.</summary>
    public Refusal? Closed(ObservationChange change, long revision) =>
        Over(change, revision).Select(report => Closed(report, change)).FirstOrDefault(closed => closed is not null);

    private IEnumerable<Report> Over(ObservationChange change, long revision) => reports.Where(report => report.IsOver(change, revision));

    private Refusal? Closed(Report report, ObservationChange change)
    {
        var name = Shell.Wording.Lower(procedure.Names.GetValueOrDefault(report.State, ""));
        switch (report.State)
        {
            case ReportState.Submitted:
            case ReportState.Verified or ReportState.Locked:
                return ReviewRefusals.LockedNumber(report.Title, name, ReviewRefusals.HowToOpen(report.State));
            case ReportState.Returned:
                var returned = report.Lines.Where(line => line.Standing == ReviewStanding.Returned).ToList();
                return returned.Exists(line => line.Measures.Contains(change.Measure.Code)) ? null : ReviewRefusals.NotOfAReturnedLine(report.Title, [.. returned.Select(line => line.Code)]);
            default:
                return null;
        }
    }
}
