using KieuMau.Domain.Accounts;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Reviews.Periods;
using KieuMau.Web.Features.Reviews.Sending;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Mở một báo cáo: for its sender and for whoever reviews it. Of what was sent only the frozen copy is shown.</summary>
public sealed class ShowReview(RuralDb db, ReportBook books, ReportPlaces places, FreezeReport freeze, ReviewFields fields, ReviewProcedure procedure, Gate gate, TimeProvider clock)
{
    /// <param name="Own">SD1: one of its numbers was entered by whoever looks.</param>
    /// <param name="InField">Whoever looks reviews lines of this field.</param>
    public sealed record Line(int Position, FrozenLine Frozen, StoredReview Review, bool Own, bool InField)
    {
        public bool IsMine => InField && !Own;
        public string Id => $"dong-{Position}";
    }

    /// <param name="Now">Lines as they stand today, before anything is sent or while an amendment is entered.</param>
    /// <param name="Moves">The moves open to whoever looks.</param>
    public sealed record View(
        ReportPlace Place,
        ReportBook.Report Report,
        Submission? Sent,
        IReadOnlyList<Line> Lines,
        IReadOnlyList<FrozenLine> Now,
        IReadOnlyList<Submission> Versions,
        IReadOnlySet<Domain.Reviews.ReportStep> Moves)
    {
        public bool May(ReportStep step) => Moves.Contains(step);
        public ReviewCounts Counts => ReviewCounts.Of(Lines.Select(line => line.Review.Standing));
    }

    /// <param name="asks">Any one of them opens it. The unit of the address is a guest on the page of its commune: it is asked about here too.</param>
    public async Task<(View? View, Refusal? Refusal)> Of(ReportAddress address, IReadOnlyList<Right> asks, CancellationToken ct)
    {
        if (await Refuse(asks, address.Unit, ct) is { } refusal) return (null, refusal);
        var (place, missing) = await places.Find(address, ct);
        if (place is null) return (null, missing);
        var report = (await books.Of(place.Commune, address.Period, ct))!.Reports.Single(one => one.Address == address);
        var versions = await db.Submissions.AsNoTracking()
            .Where(one => one.Shard == place.Shard && one.Period == place.Stored.Period && one.UnitId == place.UnitId && one.OfficeId == address.Office)
            .OrderByDescending(one => one.Version).ToListAsync(ct);
        var sent = versions.LastSent();
        var now = report.State is ReportState.Open or ReportState.Entering or ReportState.Returned ? await freeze.Of(place, clock.Today(), ct) : [];
        return (new(place, report, sent, sent is null ? [] : await LinesOf(place, sent, ct), now, versions, await MovesOf(place, report.State, ct)), null);
    }

    private async Task<Refusal?> Refuse(IReadOnlyList<Right> asks, string unit, CancellationToken ct)
    {
        foreach (var right in asks)
        {
            if (await gate.May(right, unit, ct)) return null;
        }

        return await gate.Refuse(asks[0], unit, ct);
    }

    private async Task<HashSet<ReportStep>> MovesOf(ReportPlace place, ReportState state, CancellationToken ct)
    {
        var open = new HashSet<ReportStep>();
        foreach (var move in procedure.Moves.Where(move => move.From.Contains(state)))
        {
            var held = await places.RightsFor(move.Step, place.Address, place.Office, ct);
            if (move.By.Any(held.Contains)) open.Add(move.Step);
        }

        return open;
    }

    private async Task<List<Line>> LinesOf(ReportPlace place, Submission sent, CancellationToken ct)
    {
        var rows = await db.ReviewedLines.Where(row => row.Line.Shard == sent.Shard && row.Line.SubmissionId == sent.Id).OrderBy(row => row.Line.Position).ToListAsync(ct);
        var (me, field) = (gate.Who?.Account ?? 0, await fields.Of(place.Address.Unit, place.Commune, ct));
        return rows.ConvertAll(row =>
        {
            var frozen = row.Line.Read();
            return new Line(row.Line.Position, frozen, row.Review, !Reviewing.MayReview(me, frozen.EnteredBy), field.Has(frozen.Set, frozen.Code));
        });
    }
}
