using KieuMau.Domain.Journal;
using KieuMau.Domain.Reviews;
using KieuMau.Formats.CriteriaSets;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Recognition;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Reviews.Sending;
using KieuMau.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Journal;

/// <summary>Kết quả kiểm tra nhật ký.</summary>
/// <param name="Breaks">The first of each chain, and every saving or text that is no longer as it was written.</param>
/// <param name="Heads">To be kept outside the database: a later look can be held against them.</param>
public sealed record JournalCheck(long Entries, long Savings, IReadOnlyList<JournalBreak> Breaks, IReadOnlyList<ChainHead> Heads)
{
    public bool Intact => Breaks.Count == 0;

    public string Said => Intact
        ? $"Toàn vẹn: {NumberText.Spoken(Heads.Count)} xích, {NumberText.Spoken(Entries)} dòng, {NumberText.Spoken(Savings)} lần ghi số liệu."
        : $"Có {Wording.Count(Breaks.Count)} chỗ không còn nguyên. {string.Join(" ", Breaks.Take(5).Select(one => one.Why))}";
}

/// <summary>
/// Kiểm tra nhật ký: follows every chain from its first entry, and holds savings, reports that were sent, their reviews, papers, titles and texts of the law
/// against the digests their entries keep. Reads a piece at a time; writes only its own entry.
/// </summary>
public sealed class VerifyJournal(RuralDb db, ActiveCriteria criteria, JournalWriter journal)
{
    public const string Act = "journal.verify";
    public const string Intact = "intact";
    public const string Broken = "broken";

    /// <summary>What a look at all chains says it looked at.</summary>
    public const string AllChains = "mọi xích";

    private const int Piece = 1000;
    private const int Looks = 3;

    /// <param name="only">Chains to follow; all when none are named.</param>
    /// <param name="known">Heads kept from an earlier look.</param>
    public async Task<JournalCheck> Verify(IReadOnlyCollection<int>? only = null, IReadOnlyList<ChainHead>? known = null, CancellationToken ct = default)
    {
        var (entries, savings, breaks, heads) = (0L, 0L, new List<JournalBreak>(), new List<ChainHead>());
        foreach (var shard in await Shards(only, known, ct))
        {
            var head = await db.JournalHeads.AsNoTracking().FirstOrDefaultAsync(one => one.Shard == shard, ct);
            if (head is not null) heads.Add(new(shard, head.LastId, head.LastHash));
            await using var trail = new SavingTrail(db, criteria, shard);
            entries += await Follow(shard, head, known?.FirstOrDefault(one => one.Shard == shard), trail, breaks, ct);
            savings += trail.Held;
        }

        var check = new JournalCheck(entries, savings, breaks, heads);
        foreach (var chain in only is null ? [JournalWriter.OfNoCommune] : only.Order().ToList()) // a look at some chains is told in each of them
            await journal.Record(chain, new(Act, check.Said) { Subject = check.Intact ? Intact : Broken, To = only is null ? AllChains : $"xích {string.Join(", ", only.Order())}" }, ct);
        return check;
    }

    /// <returns>How many entries were read.</returns>
    private async Task<long> Follow(int shard, JournalHead? head, ChainHead? known, SavingTrail trail, List<JournalBreak> breaks, CancellationToken ct)
    {
        var chain = new JournalChain(known);
        var (count, last, broken) = (0L, head?.LastId ?? long.MaxValue, false);
        var marked = new Dictionary<string, JournalEntry>();
        await foreach (var row in Entries(shard, last, ct))
        {
            var entry = row.Read();
            count++;
            if (!broken && (chain.Follow(entry, row.Hash) ?? Hidden(row, entry)) is { } first) Break(first);
            if (entry.Result != JournalResult.Done) continue;
            if (entry.Act == SavingJournal.Act && await trail.Hold(entry, ct) is { } changed) breaks.Add(changed);
            if (entry.Act == PutInForce.Act && await Text(entry, ct) is { } text) breaks.Add(text);
            if (entry.Act == SubmitReport.Act && await Report(entry, ct) is { } report) breaks.Add(report);
            if (entry.Act == SubmitReport.Act || StandingSeals.Sealed(entry.Act)) marked[entry.Subject] = entry;
        }

        if (!broken && head is null && count > 0) Break(new(shard, 0, "Đầu xích đã bị xóa."));
        if (!broken && chain.End(shard, head?.LastId ?? 0, head?.LastHash ?? "") is { } end) Break(end);
        if (!broken && await Beyond(shard, ct) is { } beyond) Break(beyond);
        breaks.AddRange(await trail.End(ct));
        breaks.AddRange(await Standing(shard, marked, ct));
        breaks.AddRange(await States(shard, ct));
        breaks.AddRange(await Opened(shard, ct));
        if (shard == JournalWriter.OfNoCommune) breaks.AddRange(await UntoldTexts(ct));
        return count;

        void Break(JournalBreak one)
        {
            breaks.Add(one);
            broken = true;
        }
    }

    /// <summary>The words an entry is found by are not in its hash: they follow from it.</summary>
    private static JournalBreak? Hidden(JournalRow row, JournalEntry entry) =>
        row.Search == JournalRow.SearchOf(entry).Normalize() ? null : new(row.Shard, row.Id, $"Dòng {row.Id}: chữ dùng để tìm đã bị sửa, tìm kiếm có thể bỏ sót dòng này.");

    /// <summary>Entries the head does not know of; asked in one statement, so that what is added meanwhile is not one.</summary>
    private async Task<JournalBreak?> Beyond(int shard, CancellationToken ct)
    {
        var rows = db.Journal;
        var now = await db.JournalHeads.Where(head => head.Shard == shard)
            .Select(head => new { head.LastId, Last = rows.Where(row => row.Shard == shard).Max(row => (long?)row.Id) ?? 0 }).FirstOrDefaultAsync(ct);
        return now is null || now.Last <= now.LastId ? null : new(shard, now.LastId, $"Đầu xích đã bị sửa: có dòng {now.Last} sau dòng {now.LastId}.");
    }

    /// <summary>What stands now against what the last act on each subject left.</summary>
    private async Task<List<JournalBreak>> Standing(int shard, Dictionary<string, JournalEntry> last, CancellationToken ct)
    {
        var (seals, found) = (new StandingSeals(db), new List<JournalBreak>());
        var now = await seals.All(shard, ct);
        foreach (var subject in now.Keys.Union(last.Keys).Order(StringComparer.Ordinal))
        {
            var told = last.GetValueOrDefault(subject);
            var stands = now.GetValueOrDefault(subject, "");
            for (var look = 0; look < Looks && !Agree(told, stands); look++) // somebody may be acting on it just now
            {
                told = await Latest(shard, subject, ct) ?? told;
                stands = await seals.Of(shard, subject, ct);
            }

            if (Agree(told, stands)) continue;
            found.Add(told is null ? new(shard, 0, $"“{subject}” không có dòng nhật ký nào: được thêm vào bằng cách khác.")
                : new(shard, told.Id, $"Điều ghi ở dòng {told.Id} ({told.Said}) đã {(stands.Length == 0 ? "bị xóa" : "bị sửa")} mà không qua nhật ký."));
        }

        return found;
    }

    /// <summary>The state of a report follows from its lines, or from the lock of its period; asked in one statement.</summary>
    private async Task<IEnumerable<JournalBreak>> States(int shard, CancellationToken ct)
    {
        var (reviews, periods) = (db.LineReviews, db.ReportPeriods);
        var sent = await db.Submissions.Where(one => one.Shard == shard && one.SentAt != null).OrderBy(one => one.Id).Select(one => new
        {
            one.Id,
            one.State,
            Locked = periods.Any(period => period.Shard == shard && period.Period == one.Period && period.LockedAt != null),
            Verified = reviews.Count(row => row.Shard == shard && row.SubmissionId == one.Id && row.Standing == ReviewStanding.Verified),
            Returned = reviews.Count(row => row.Shard == shard && row.SubmissionId == one.Id && row.Standing == ReviewStanding.Returned),
            All = reviews.Count(row => row.Shard == shard && row.SubmissionId == one.Id),
        }).ToListAsync(ct);
        return sent.Where(one => one.State != (one.Returned > 0 ? ReportState.Returned : one.Verified == one.All ? ReportState.Verified : ReportState.Submitted) && !(one.Locked && one.State == ReportState.Locked))
            .Select(one => new JournalBreak(shard, 0, $"Báo cáo số {one.Id} mang trạng thái không phải do các dòng của nó mà có: bị sửa mà không qua nhật ký."));
    }

    /// <summary>The lock of a period locks what was sent by then; nothing opens one report again. Asked in one statement.</summary>
    private async Task<IEnumerable<JournalBreak>> Opened(int shard, CancellationToken ct)
    {
        var versions = db.Submissions;
        var opened = await (from period in db.ReportPeriods
                            where period.Shard == shard && period.LockedAt != null
                            where versions.Any(sent => sent.Shard == shard && sent.Period == period.Period && sent.SentAt < period.LockedAt && sent.State != ReportState.Locked
                                && !versions.Any(later => later.Shard == shard && later.Period == period.Period && later.UnitId == sent.UnitId && later.OfficeId == sent.OfficeId && later.Version > sent.Version
                                    && (later.SentAt < period.LockedAt || later.State == ReportState.Locked)))
                            orderby period.Period
                            select period.Period).ToListAsync(ct);
        return opened.Select(packed => new JournalBreak(shard, 0, $"Kỳ báo cáo {PackedPeriod.Read(packed).Spoken()} đã khóa, nay có báo cáo bị mở ra mà không qua nhật ký."));
    }

    // what was done before seals were kept has none to be held against
    private static bool Agree(JournalEntry? told, string stands) => told is { Act: SubmitReport.Act } || (told is null ? stands.Length == 0 : StandingSeals.Agree(told.Digest, stands));

    private async Task<JournalEntry?> Latest(int shard, string subject, CancellationToken ct)
    {
        var rows = await db.Journal.AsNoTracking().Where(row => row.Shard == shard && row.Subject == subject && row.Result == JournalResult.Done).OrderByDescending(row => row.Id).Take(Piece).ToListAsync(ct);
        return rows.Select(row => row.Read()).FirstOrDefault(entry => StandingSeals.Sealed(entry.Act));
    }

    private async Task<JournalBreak?> Text(JournalEntry entry, CancellationToken ct)
    {
        var kept = await db.SetTexts.AsNoTracking().Where(text => text.Path == entry.Subject).ToListAsync(ct);
        if (kept.Find(text => new CriteriaText(text.Path, text.Text).Hash == entry.Digest) is { } found)
            return found is { Active: true, Origin: TextOrigin.Entered } ? null : new(entry.Shard, entry.Id, $"Văn bản “{entry.Subject}” đã bị bỏ không áp dụng mà không qua nhật ký.");
        return new(entry.Shard, entry.Id, kept.Count == 0 ? $"Văn bản “{entry.Subject}” đã bị xóa khỏi kho bộ tiêu chí." : $"Văn bản “{entry.Subject}” đã bị sửa sau khi đặt vào.");
    }

    /// <summary>Texts entered on a page that no entry speaks of: a level nobody proposed and nobody confirmed.</summary>
    private async Task<IReadOnlyList<JournalBreak>> UntoldTexts(CancellationToken ct)
    {
        var (journal, texts) = (db.Journal, db.SetTexts);
        var paths = await texts.Where(text => text.Origin == TextOrigin.Entered
            && texts.Count(one => one.Origin == TextOrigin.Entered && one.Path == text.Path)
                > journal.Count(entry => entry.Shard == JournalWriter.OfNoCommune && entry.Act == PutInForce.Act && entry.Subject == text.Path)).Select(text => text.Path).Distinct().ToListAsync(ct);
        return [.. paths.Order(StringComparer.Ordinal).Select(path => new JournalBreak(JournalWriter.OfNoCommune, 0, $"Văn bản “{path}” không có trong nhật ký: được chèn vào kho bộ tiêu chí."))];
    }

    /// <summary>What a report said when it was sent, its papers included.</summary>
    private async Task<JournalBreak?> Report(JournalEntry entry, CancellationToken ct)
    {
        if (StandingSeals.ReportOf(entry.Subject) is not { } number) return null;
        var lines = await db.SubmittedLines.AsNoTracking().Where(line => line.Shard == entry.Shard && line.SubmissionId == number).OrderBy(line => line.Position).ToListAsync(ct);
        if (lines.Count > 0 && FrozenLine.HashOf(lines.Select(line => line.Read())) == entry.Digest) return null;
        var changed = lines.Where(line => line.Read().Hash() != line.Hash).Select(line => line.Line).ToList();
        var where = changed.Count > 0 ? $", ở dòng {string.Join(", ", changed.Take(5))}" : "";
        return new(entry.Shard, entry.Id, lines.Count == 0 ? $"Báo cáo đã gửi ({entry.Said}) đã bị xóa." : $"Báo cáo đã gửi ({entry.Said}) đã bị sửa{where}.");
    }

    private async Task<IReadOnlyList<int>> Shards(IReadOnlyCollection<int>? only, IReadOnlyList<ChainHead>? known, CancellationToken ct)
    {
        if (only is not null) return [.. only.Distinct().Order()];
        var headed = await db.JournalHeads.Select(head => head.Shard).ToListAsync(ct);
        var heads = db.JournalHeads;
        var headless = await db.Journal.Where(row => row.Id == 1 && !heads.Any(head => head.Shard == row.Shard)).Select(row => row.Shard).ToListAsync(ct);
        // where something stands that only an act with an entry can have left, a chain that is gone altogether is missed
        var standing = await db.ReportPeriods.Select(one => one.Shard).Union(db.Evidence.Select(one => one.Shard)).Union(db.Titles.Select(one => one.Shard)).ToListAsync(ct);
        return [.. headed.Concat(headless).Concat(standing).Concat(known?.Select(head => head.Shard) ?? []).Distinct().Order()];
    }

    private async IAsyncEnumerable<JournalRow> Entries(int shard, long through, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var last = long.MinValue; ;)
        {
            var after = last;
            var piece = await db.Journal.AsNoTracking().Where(row => row.Shard == shard && row.Id > after && row.Id <= through).OrderBy(row => row.Id).Take(Piece).ToListAsync(ct);
            foreach (var row in piece) yield return row;
            if (piece.Count < Piece) yield break;
            last = piece[^1].Id;
        }
    }
}
