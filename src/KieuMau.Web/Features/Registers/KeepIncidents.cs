using KieuMau.Domain.Accounts;
using KieuMau.Domain.Registers;
using KieuMau.Formats.Procedures;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Retention;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Registers;

/// <summary>Việc đã làm xong với một sự cố.</summary>
public enum IncidentStep
{
    Reported,
    CauseReported,
    AuthorityTold,
    Closed,
}

/// <summary>Sổ sự cố, with its clocks from the moment of detection.</summary>
public sealed class KeepIncidents(RuralDb db, Gate gate, CommuneLock turn, JournalWriter journal, CriteriaFolder criteria, TimeProvider clock)
{
    public sealed record Line(Incident Incident, IReadOnlyList<Clock> Clocks);

    private const int OnPage = 200;

    public sealed record Register(RegisterTerms Terms, DateTime Now, IReadOnlyList<Line> Lines);

    /// <param name="whole">Every line, for a file; a page shows the open ones and the latest.</param>
    public async Task<Register> Show(CancellationToken ct, bool whole = false)
    {
        var terms = Terms();
        var rows = await db.Incidents.AsNoTracking().OrderBy(one => one.ClosedAt != null).ThenByDescending(one => one.DetectedAt).Take(whole ? int.MaxValue : OnPage).ToListAsync(ct);
        return new(terms, clock.Instant(), [.. rows.Select(row => new Line(row, [.. ClocksOf(row, terms.Incidents)]))]);
    }

    public async Task<Refusal?> Record(DateTime detectedAt, string name, string happened, bool serious, bool personalData, CancellationToken ct)
    {
        if (await MayKeep(ct) is { } refusal) return refusal;
        if (detectedAt > clock.Instant()) return new("incidents.in-future", "Lúc phát hiện không thể ở sau bây giờ.");
        if (string.IsNullOrWhiteSpace(name)) return new("incidents.no-name", "Ghi tên sự cố: việc gì, ở đâu.");
        await using var held = await turn.Take([], ct);
        db.Incidents.Add(new()
        {
            DetectedAt = detectedAt, Name = name.Trim(), Happened = happened.Trim(), Serious = serious, PersonalData = personalData, Who = gate.Sign().Who, RecordedAt = clock.Instant(),
        });
        await journal.Append(JournalWriter.OfNoCommune, new("incidents.record", $"Ghi sự cố: {name.Trim()}"), ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }

    /// <param name="at">When it was done.</param>
    /// <param name="cause">Nguyên nhân, phạm vi, cách khắc phục: needed when they are reported.</param>
    public async Task<Refusal?> Done(int id, IncidentStep step, DateTime at, string cause, CancellationToken ct)
    {
        if (await MayKeep(ct) is { } forbidden) return forbidden;
        await using var held = await turn.Take([], ct);
        await journal.TakeTurn(JournalWriter.OfNoCommune, ct); // whoever writes the register at the same time has finished, or waits
        if (await db.Incidents.SingleOrDefaultAsync(one => one.Id == id, ct) is not { } row) return new("incidents.unknown", "Không có sự cố này. Mở lại sổ.");
        if (at < row.DetectedAt) return new("incidents.before", "Lúc này trước lúc phát hiện sự cố.");
        if (at > clock.Instant()) return new("incidents.in-future", "Lúc này ở sau bây giờ.");
        if (Mark(row, step, at, cause) is { } refusal)
        {
            db.ChangeTracker.Clear();
            return refusal;
        }

        await journal.Append(JournalWriter.OfNoCommune, new("incidents.record", $"Sự cố {row.Name}: {Wording(step)}") { Subject = $"incident:{id}", To = DayWords.At(at), Why = cause.Trim() }, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }

    public static string Wording(IncidentStep step) => step switch
    {
        IncidentStep.Reported => "đã báo sự cố nghiêm trọng",
        IncidentStep.CauseReported => "đã báo nguyên nhân, phạm vi, khắc phục",
        IncidentStep.AuthorityTold => "đã thông báo cơ quan có thẩm quyền",
        _ => "đã xử lý xong",
    };

    private static Refusal? Mark(Incident row, IncidentStep step, DateTime at, string cause)
    {
        var before = step switch { IncidentStep.Reported => row.ReportedAt, IncidentStep.CauseReported => row.CauseReportedAt, IncidentStep.AuthorityTold => row.AuthorityToldAt, _ => row.ClosedAt };
        if (before is not null) return new("incidents.marked", "Mốc này đã ghi rồi; mốc đã ghi không sửa được.");
        if (step is IncidentStep.CauseReported && string.IsNullOrWhiteSpace(cause)) return new("incidents.no-cause", "Ghi nguyên nhân, phạm vi và cách khắc phục đã báo.");
        if (step is IncidentStep.Closed && ((row.Serious && row.ReportedAt is null) || row.CauseReportedAt is null || (row.PersonalData && row.AuthorityToldAt is null)))
            return new("incidents.clocks-run", "Còn đồng hồ đang chạy: ghi các mốc báo cáo trước khi ghi xử lý xong.");
        switch (step)
        {
            case IncidentStep.Reported: row.ReportedAt = at; break;
            case IncidentStep.CauseReported: (row.CauseReportedAt, row.Cause) = (at, cause.Trim()); break;
            case IncidentStep.AuthorityTold: row.AuthorityToldAt = at; break;
            default: row.ClosedAt = at; break;
        }

        return null;
    }

    public static IEnumerable<Clock> ClocksOf(Incident row, IncidentTerms terms) =>
        terms.Clocks(row.DetectedAt, row.Serious, row.PersonalData, row.ReportedAt, row.CauseReportedAt, row.AuthorityToldAt);

    // the keeper of the machine sees incidents first, the keeper of personal data must answer for them
    private async Task<Refusal?> MayKeep(CancellationToken ct) =>
        await gate.May(Right.ManageSystem, ct: ct) ? null : await gate.Refuse(Right.HandlePrivacy, ct: ct);

    private RegisterTerms Terms() => RegisterTermsYaml.Read(ProcedureFolder.Text(criteria, RegisterTermsYaml.FileName), RegisterTermsYaml.FileName);
}
