using System.Globalization;
using KieuMau.Domain.Journal;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Recognition;
using KieuMau.Web.Features.Reviews;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Journal;

/// <summary>
/// Dấu của điều đang đứng: what an act left of a period and whom it asks, of a report's review, of a paper and its places, of a
/// title or of a proposed level is hashed into the act's entry, so that a change made past the journal shows. Rows are changed only by acts that seal them.
/// </summary>
public sealed class StandingSeals(RuralDb db)
{
    public const string ReviewsStand = "reports.stand";
    public const string Unsettled = "reports.unsettle";

    /// <summary>Which rows and columns are hashed, and how. A seal of an earlier form cannot be made anew; it holds nothing until the next act.</summary>
    private const string Form = "2:";

    private static readonly string[] OfReports = [ReviewsStand, Unsettled, "reports.verify", "reports.return", "reports.answer", "reports.amend", "reports.open", "reports.redate", "reports.ask", "reports.lock"];

    public static string ReportSubject(long submission) => string.Create(CultureInfo.InvariantCulture, $"submission:{submission}");

    /// <summary>The submission an entry of the journal speaks of.</summary>
    public static long? ReportOf(string subject) => NumberAfter("submission:", subject);

    public static string PeriodSubject(Period period) => $"period:{period}";

    public static string EvidenceSubject(string key) => $"evidence:{key}";

    public static string LevelSubject(int proposal) => string.Create(CultureInfo.InvariantCulture, $"level:{proposal}");

    public static string TitleSubject(int title) => string.Create(CultureInfo.InvariantCulture, $"title:{title}");

    /// <summary>Whether entries of this act carry a seal of their subject.</summary>
    public static bool Sealed(string act) => OfReports.Contains(act) || act.StartsWith("evidence.", StringComparison.Ordinal) || act.StartsWith("titles.", StringComparison.Ordinal) || act.StartsWith("levels.", StringComparison.Ordinal);

    /// <summary>Whether what an entry says of its subject is what stands.</summary>
    /// <param name="sealedThen">The digest of the entry.</param>
    public static bool Agree(string sealedThen, string stands) => sealedThen == stands || !sealedThen.StartsWith(Form, StringComparison.Ordinal);

    /// <summary>Within the act's transaction, after its rows were saved.</summary>
    /// <returns>The seal of one subject; empty when there is nothing of it.</returns>
    public async Task<string> Of(int shard, string subject, CancellationToken ct) => (await Read(shard, subject, ct)).GetValueOrDefault(subject, "");

    /// <summary>Of everything in a shard.</summary>
    public Task<Dictionary<string, string>> All(int shard, CancellationToken ct) => Read(shard, null, ct);

    private async Task<Dictionary<string, string>> Read(int shard, string? only, CancellationToken ct)
    {
        var seals = new Dictionary<string, string>();
        if (only is null || only.StartsWith("period:", StringComparison.Ordinal)) await Periods(shard, only, seals, ct);
        if (only is null || only.StartsWith("submission:", StringComparison.Ordinal)) await Reports(shard, only, seals, ct);
        if (only is null || only.StartsWith("evidence:", StringComparison.Ordinal)) await Papers(shard, only, seals, ct);
        if (only is null || only.StartsWith("title:", StringComparison.Ordinal)) await Titles(shard, only, seals, ct);
        if (shard == JournalWriter.OfNoCommune && (only is null || only.StartsWith("level:", StringComparison.Ordinal))) await Levels(only, seals, ct);
        return seals;
    }

    /// <summary>When a period opens, is due, was locked; whom it asks for which lines. When somebody was reminded is no matter.</summary>
    private async Task Periods(int shard, string? only, Dictionary<string, string> seals, CancellationToken ct)
    {
        var one = only is null ? (int?)null : Period.TryParse(only["period:".Length..], out var period) ? PackedPeriod.Of(period) : -1;
        var askings = (await db.Askings.AsNoTracking().Where(row => row.Shard == shard && (one == null || row.Period == one)).OrderBy(row => row.UnitId).ThenBy(row => row.OfficeId).ToListAsync(ct)).ToLookup(row => row.Period);
        foreach (var row in await db.ReportPeriods.AsNoTracking().Where(row => row.Shard == shard && (one == null || row.Period == one)).ToListAsync(ct))
        {
            seals[PeriodSubject(PackedPeriod.Read(row.Period))] = Form + PartsHash.Of(
            [
                Text(row.UnitId), Text(row.OpensOn), Text(row.DueOn), row.DueDocument, Text((int)row.DueStatus), NumberText.Canonical(row.Jump), Text(row.RemindDays), row.OpenedBy, Text(row.OpenedAt),
                Text(row.LockedAt), row.LockedBy ?? "", row.LockedWhy ?? "", .. askings[row.Period].SelectMany(asking => new[] { Text(asking.UnitId), Text(asking.OfficeId), asking.Lines }),
            ]);
        }
    }

    private async Task Reports(int shard, string? only, Dictionary<string, string> seals, CancellationToken ct)
    {
        var one = only is null ? (long?)null : ReportOf(only) ?? -1;
        var versions = await db.Submissions.AsNoTracking().Where(row => row.Shard == shard && (one == null || row.Id == one)).ToListAsync(ct);
        var reviews = (await db.LineReviews.AsNoTracking().Where(row => row.Shard == shard && (one == null || row.SubmissionId == one)).OrderBy(row => row.Position).ToListAsync(ct)).ToLookup(row => row.SubmissionId);
        var acts = (await db.ReviewActs.AsNoTracking().Where(row => row.Shard == shard && (one == null || row.SubmissionId == one)).OrderBy(row => row.Id).ToListAsync(ct)).ToLookup(row => row.SubmissionId);
        foreach (var report in versions) // one that is not sent yet sets numbers free
        {
            seals[ReportSubject(report.Id)] = Form + PartsHash.Of(
            [
                Text(report.Period), Text(report.UnitId), Text(report.OfficeId), Text(report.Version), Text(report.SentBy), report.Sender, report.Why,
                Text(report.SentAt), Text(report.Lines), Text(report.WithData), report.Hash,
                .. reviews[report.Id].SelectMany(row => new[] { Text(row.Position), Text((int)row.Standing), row.Reason, row.Answer, Text(row.Revision), row.Who, Text(row.Account), Text(row.At), row.Papers }),
                .. acts[report.Id].SelectMany(row => new[] { Text(row.Id), row.SetId, row.Line, Text((int)row.Step), row.Text, row.Who, Text(row.Account), Text(row.At), Text(row.UnitId) }),
            ]);
        }
    }

    /// <summary>Of each piece what lies in this shard: the piece itself with its versions, and its places here.</summary>
    private async Task Papers(int shard, string? only, Dictionary<string, string> seals, CancellationToken ct)
    {
        var (oneShard, oneId) = (0, 0);
        if (only is not null && !ReadEvidence.TryKey(only["evidence:".Length..], out oneShard, out oneId)) return;
        var all = only is null;
        var here = all || oneShard == shard;
        var pieces = here ? await db.Evidence.AsNoTracking().Where(row => row.Shard == shard && (all || row.Id == oneId)).ToListAsync(ct) : [];
        var versions = (here ? await db.EvidenceVersions.AsNoTracking().Where(row => row.Shard == shard && (all || row.EvidenceId == oneId)).OrderBy(row => row.Number).ToListAsync(ct) : []).ToLookup(row => row.EvidenceId);
        var links = (await db.EvidenceLinks.AsNoTracking().Where(row => row.Shard == shard && (all || (row.EvidenceShard == oneShard && row.EvidenceId == oneId))).OrderBy(row => row.Id).ToListAsync(ct)).ToLookup(row => (row.EvidenceShard, row.EvidenceId));
        var mine = pieces.ToDictionary(row => (shard, row.Id));
        foreach (var key in mine.Keys.Concat(links.Select(group => group.Key)).Distinct())
        {
            var piece = mine.GetValueOrDefault(key);
            seals[EvidenceSubject(string.Create(CultureInfo.InvariantCulture, $"{key.Item1}-{key.Item2}"))] = Form + PartsHash.Of(
            [
                .. piece is null ? Array.Empty<string>() : [piece.Title, Text(piece.RemovedAt), piece.RemovedBy ?? "", piece.RemovedWhy ?? ""],
                .. (piece is null ? [] : versions[piece.Id]).SelectMany(row => new[] { Text(row.Number), row.Hash, Text(row.Size), row.Name, row.Who, row.Why, Text(row.SavedAt), Text((int)row.Kind), row.Signatures, row.TakenAt ?? "", Text(row.HadLocation), Text(row.KeptLocation) }),
                .. links[key].SelectMany(row => new[]
                {
                    Text(row.Id), Text(row.UnitId), Text(row.Period), Text(row.SetId), row.Line, row.Paper, Text(row.MeasureId), Text(row.Revision), row.Who, Text(row.LinkedAt), Text(row.Due), Text(row.RemovedAt), row.RemovedBy ?? "", row.RemovedWhy ?? "",
                }),
            ]);
        }
    }

    private async Task Titles(int shard, string? only, Dictionary<string, string> seals, CancellationToken ct)
    {
        var one = only is null ? (long?)null : NumberAfter("title:", only) ?? -1;
        foreach (var row in await db.Titles.AsNoTracking().Where(row => row.Shard == shard && (one == null || row.Id == one)).ToListAsync(ct))
        {
            seals[TitleSubject(row.Id)] = Form + PartsHash.Of(
            [
                Text(row.UnitId), row.Name, row.Decision, Text(row.ValidFrom), Text(row.ValidTo), row.Who, Text(row.Account),
                Text(row.RevokedOn), row.RevokedWhy ?? "", row.RevokedBy ?? "", Text(row.RevokedAccount), Text(row.RecordedAt),
            ]);
        }
    }

    /// <summary>Who entered a level, on which paper, and who decided: the two must not become one (SD6).</summary>
    private async Task Levels(string? only, Dictionary<string, string> seals, CancellationToken ct)
    {
        var one = only is null ? (long?)null : NumberAfter("level:", only) ?? -1;
        foreach (var row in await db.LevelProposals.AsNoTracking().Where(row => one == null || row.Id == one).ToListAsync(ct))
        {
            seals[LevelSubject(row.Id)] = Form + PartsHash.Of(
            [
                row.SetId, row.Line, row.Level, Text(row.Year), row.Decision, row.Clause, Text(row.ValidFrom), row.IssuedBy, row.Hash, Text(row.Size), Text((int)row.Kind), row.Name, row.Who, Text(row.Account), Text(row.At),
                Text((int)row.State), row.DecidedBy ?? "", Text(row.DecidedAccount), Text(row.DecidedAt), row.DecidedWhy ?? "", row.Amendment ?? "",
            ]);
        }
    }

    private static string Text(DateTime? value) => Text(value?.Ticks); // a database keeps no kind

    private static string Text(IFormattable? value) => value?.ToString(value is DateOnly ? "O" : null, CultureInfo.InvariantCulture) ?? "";

    private static long? NumberAfter(string prefix, string subject) =>
        subject.StartsWith(prefix, StringComparison.Ordinal) && long.TryParse(subject[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(bool value) => value ? "1" : "0";
}
