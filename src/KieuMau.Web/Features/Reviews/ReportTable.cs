using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Observations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Kỳ báo cáo của một xã, as stored: see <see cref="ReportPeriod"/>.</summary>
public sealed class StoredPeriod
{
    public int Shard { get; init; }

    /// <summary>See <see cref="PackedPeriod"/>.</summary>
    public int Period { get; init; }

    /// <summary>The commune.</summary>
    public int UnitId { get; init; }

    public DateOnly OpensOn { get; init; }
    public DateOnly DueOn { get; set; }

    /// <summary>Văn bản định hạn; empty while none is named.</summary>
    public required string DueDocument { get; set; }

    public SourceStatus DueStatus { get; set; }
    public decimal Jump { get; set; }
    public int RemindDays { get; set; }
    public required string OpenedBy { get; init; }
    public DateTime OpenedAt { get; init; }
    public DateTime? LockedAt { get; set; }
    public string? LockedBy { get; set; }
    public string? LockedWhy { get; set; }

    public ReportPeriod Read() => new(PackedPeriod.Read(Period), OpensOn, DueOn, new(DueDocument, Status: DueStatus), Jump, RemindDays);
}

/// <summary>Ai phải gửi: a khu, or an office of the commune for the commune's own lines.</summary>
public sealed class Asking
{
    public int Shard { get; init; }
    public int Period { get; init; }
    public int UnitId { get; init; }

    /// <summary>0 for the unit itself.</summary>
    public int OfficeId { get; init; }

    /// <summary>Codes of criteria or lines, one a line break; empty for every line.</summary>
    public required string Lines { get; set; }

    public DateTime? RemindedAt { get; set; }
}

/// <summary>Lần gửi: one version of what a unit or an office says of a period.</summary>
public sealed class Submission
{
    public int Shard { get; init; }

    /// <summary>Counts from 1 within its shard.</summary>
    public long Id { get; init; }

    public int Period { get; init; }
    public int UnitId { get; init; }
    public int OfficeId { get; init; }

    /// <summary>Counts from 1; the latest one counts.</summary>
    public int Version { get; init; }

    public ReportState State { get; set; }

    /// <summary>K: what was known by then is what it says. None while an amendment is being entered.</summary>
    public DateTime? SentAt { get; set; }

    public int SentBy { get; set; }
    public required string Sender { get; set; }

    /// <summary>Of an amendment.</summary>
    public required string Why { get; init; }

    public int Lines { get; set; }
    public int WithData { get; set; }

    /// <summary>Of all frozen lines in their order.</summary>
    public required string Hash { get; set; }
}

/// <summary>Dòng đã gửi: a frozen copy, never changed; see <see cref="FrozenLine"/>.</summary>
public sealed class SubmittedLine
{
    public int Shard { get; init; }
    public long SubmissionId { get; init; }

    /// <summary>Place in the report, from 1.</summary>
    public int Position { get; init; }

    public required string SetId { get; init; }
    public required string Revision { get; init; }
    public required string Line { get; init; }
    public required string Name { get; init; }
    public required string Criterion { get; init; }
    public Verdict Verdict { get; init; }
    public bool Unverified { get; init; }
    public required string Value { get; init; }
    public required string Before { get; init; }
    public required string Demand { get; init; }
    public required string Because { get; init; }
    public required string Gap { get; init; }
    public required string Rule { get; init; }

    /// <summary>A JSON array of <see cref="FrozenInput"/>.</summary>
    public required string Inputs { get; init; }

    /// <summary>A JSON array of accounts.</summary>
    public required string EnteredBy { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>A JSON array of <see cref="PaperSeen"/>.</summary>
    public required string Papers { get; init; }

    public required string Hash { get; init; }

    public static SubmittedLine Of(FrozenLine line, int shard, long submission, int position) => new()
    {
        Shard = shard,
        SubmissionId = submission,
        Position = position,
        SetId = line.Set,
        Revision = line.Revision,
        Line = line.Code,
        Name = line.Name,
        Criterion = line.Criterion,
        Verdict = line.Verdict,
        Unverified = line.Unverified,
        Value = line.Value,
        Before = line.Before,
        Demand = line.Demand,
        Because = line.Because,
        Gap = line.Gap,
        Rule = line.Rule,
        Inputs = StoredJson.Write(line.Inputs),
        EnteredBy = StoredJson.Write(line.EnteredBy),
        Fingerprint = line.Fingerprint,
        Papers = StoredJson.Write(line.Papers),
        Hash = line.Hash(),
    };

    public FrozenLine Read() => new(
        SetId, Revision, Line, Name, Criterion, Verdict, Unverified, Value, Before, Demand, Because, Gap, Rule,
        StoredJson.Read<FrozenInput>(Inputs), StoredJson.Read<int>(EnteredBy), Fingerprint, StoredJson.Read<PaperSeen>(Papers));
}

/// <summary>Lists kept in one column.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Letters = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write<T>(IReadOnlyList<T> all) => JsonSerializer.Serialize(all, Letters);

    public static T[] Read<T>(string all) => JsonSerializer.Deserialize<T[]>(all, Letters)!;
}

/// <summary>Kết quả thẩm tra hiện hành of one submitted line: see <see cref="LineReview"/>.</summary>
public sealed class StoredReview
{
    public int Shard { get; init; }
    public long SubmissionId { get; init; }
    public int Position { get; init; }
    public ReviewStanding Standing { get; set; }
    public required string Reason { get; set; }
    public required string Answer { get; set; }
    public int Revision { get; set; }

    /// <summary>Who reviewed it last, by post.</summary>
    public required string Who { get; set; }

    public int Account { get; set; }
    public DateTime? At { get; set; }

    /// <summary>What verifying it relied on: a JSON array of <see cref="PaperSeen"/>.</summary>
    public string Papers { get; set; } = "[]";

    public IReadOnlyList<PaperSeen> ReliedOn => StoredJson.Read<PaperSeen>(Papers);

    public LineReview Read() => new(Standing, Reason, Answer, Revision);

    public void Take(LineReview review) => (Standing, Reason, Answer, Revision) = (review.Standing, review.Reason, review.Answer, review.Revision);
}

/// <summary>Bước thẩm tra: what was done to a line, by whom, when; only ever added to.</summary>
public sealed class ReviewAct
{
    public int Shard { get; init; }

    /// <summary>Counts from 1 within its shard.</summary>
    public long Id { get; init; }

    public long SubmissionId { get; init; }
    public int UnitId { get; init; }
    public required string SetId { get; init; }
    public required string Line { get; init; }
    public ReportStep Step { get; init; }
    public required string Text { get; init; }
    public required string Who { get; init; }
    public int Account { get; init; }
    public DateTime At { get; init; }
}

/// <summary>A submitted line beside its review.</summary>
public sealed class ReviewedLine
{
    public required SubmittedLine Line { get; init; }
    public required StoredReview Review { get; init; }
}

public sealed class ReportTable :
    IEntityTypeConfiguration<StoredPeriod>, IEntityTypeConfiguration<Asking>, IEntityTypeConfiguration<Submission>,
    IEntityTypeConfiguration<SubmittedLine>, IEntityTypeConfiguration<StoredReview>, IEntityTypeConfiguration<ReviewAct>
{
    public void Configure(EntityTypeBuilder<StoredPeriod> period)
    {
        period.ToTable("report_periods");
        period.HasKey(p => new { p.Shard, p.Period });
        period.Property(p => p.DueStatus).HasConversion<short>();
    }

    public void Configure(EntityTypeBuilder<Asking> asking)
    {
        asking.ToTable("report_askings");
        asking.HasKey(a => new { a.Shard, a.Period, a.UnitId, a.OfficeId });
    }

    public void Configure(EntityTypeBuilder<Submission> submission)
    {
        submission.ToTable("submissions");
        submission.HasKey(s => new { s.Shard, s.Id });
        submission.HasIndex(s => new { s.Shard, s.Period, s.UnitId, s.OfficeId, s.Version }).IsUnique();
        submission.Property(s => s.State).HasConversion<short>();
    }

    public void Configure(EntityTypeBuilder<SubmittedLine> line)
    {
        line.ToTable("submitted_lines");
        line.HasKey(l => new { l.Shard, l.SubmissionId, l.Position });
        line.Property(l => l.Verdict).HasConversion<short>();
    }

    public void Configure(EntityTypeBuilder<StoredReview> review)
    {
        review.ToTable("line_reviews");
        review.HasKey(r => new { r.Shard, r.SubmissionId, r.Position });
        review.Property(r => r.Standing).HasConversion<short>();
        review.Ignore(r => r.ReliedOn);
    }

    public void Configure(EntityTypeBuilder<ReviewAct> act)
    {
        act.ToTable("review_acts");
        act.HasKey(a => new { a.Shard, a.Id });
        act.HasIndex(a => new { a.Shard, a.UnitId, a.SetId, a.Line });
        act.Property(a => a.Step).HasConversion<short>();
    }
}

public static class ReportTables
{
    /// <summary>Of the versions of one report: the one last sent.</summary>
    public static Submission? LastSent(this IEnumerable<Submission> versions) => versions.Where(one => one.SentAt is not null).MaxBy(one => one.Version);

    extension(RuralDb db)
    {
        public DbSet<StoredPeriod> ReportPeriods => db.Set<StoredPeriod>();
        public DbSet<Asking> Askings => db.Set<Asking>();
        public DbSet<Submission> Submissions => db.Set<Submission>();
        public DbSet<SubmittedLine> SubmittedLines => db.Set<SubmittedLine>();
        public DbSet<StoredReview> LineReviews => db.Set<StoredReview>();
        public DbSet<ReviewAct> ReviewActs => db.Set<ReviewAct>();

        /// <summary>Dòng đã gửi cùng kết quả thẩm tra của nó, to read: what is read here is not saved.</summary>
        public IQueryable<ReviewedLine> ReviewedLines =>
            from line in db.SubmittedLines.AsNoTracking()
            join review in db.LineReviews.AsNoTracking() on new { line.Shard, line.SubmissionId, line.Position } equals new { review.Shard, review.SubmissionId, review.Position }
            select new ReviewedLine { Line = line, Review = review };
    }
}
