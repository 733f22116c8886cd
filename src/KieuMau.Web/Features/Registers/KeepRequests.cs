using System.Globalization;
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

/// <summary>Sổ yêu cầu của chủ thể dữ liệu: received, answered, extended once, done, each with its clock.</summary>
public sealed class KeepRequests(RuralDb db, Gate gate, CommuneLock turn, JournalWriter journal, CriteriaFolder criteria, TimeProvider clock)
{
    /// <param name="AnswerBy">Last day to answer.</param>
    /// <param name="ActBy">Last day to act, extension counted.</param>
    /// <param name="HolidaysKnown">Whether the holidays of every year the answer's days fall in are entered.</param>
    public sealed record Line(DataRequest Request, string Kind, DateOnly AnswerBy, DayState Answer, DateOnly ActBy, DayState Act, bool HolidaysKnown)
    {
        public bool Open => Request.DoneOn is null;
        public bool MayExtend => Open && Request.ExtendedTo is null && Act != DayState.Overdue;
    }

    private const int OnPage = 200;

    public sealed record Register(RegisterTerms Terms, IReadOnlyList<Line> Lines);

    /// <param name="whole">Every line, for a file; a page shows the open ones and the latest.</param>
    public async Task<Register> Show(CancellationToken ct, bool whole = false)
    {
        var terms = Terms();
        var days = Holidays();
        var today = clock.Today();
        var rows = await db.DataRequests.AsNoTracking().OrderBy(request => request.DoneOn != null).ThenByDescending(request => request.Id).Take(whole ? int.MaxValue : OnPage).ToListAsync(ct);
        return new(terms, [.. rows.Select(row => LineOf(row, terms, days, today))]);
    }

    public async Task<Refusal?> Receive(DateOnly received, string kind, string person, string contact, string asked, CancellationToken ct)
    {
        if (await gate.Refuse(Right.HandlePrivacy, ct: ct) is { } refusal) return refusal;
        if (Terms().Requests.Find(kind) is not { } known) return new("requests.no-kind", "Chọn loại yêu cầu.");
        if (received > clock.Today()) return new("requests.in-future", "Ngày nhận không thể ở sau hôm nay.");
        if (string.IsNullOrWhiteSpace(person) || string.IsNullOrWhiteSpace(asked)) return new("requests.no-person", "Ghi người yêu cầu và nội dung yêu cầu.");
        await using var held = await turn.Take([], ct);
        db.DataRequests.Add(new()
        {
            ReceivedOn = received, Kind = kind, Person = person.Trim(), Contact = contact.Trim(), Asked = asked.Trim(), Who = gate.Sign().Who, RecordedAt = clock.Instant(),
        });
        await journal.Append(JournalWriter.OfNoCommune, new("requests.receive", $"Nhận yêu cầu của chủ thể dữ liệu: {known.Name}"), ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }

    public async Task<Refusal?> Answer(int id, DateOnly on, CancellationToken ct) => await Change(id, on, "requests.answer", "Đã trả lời yêu cầu", row =>
    {
        if (row.AnsweredOn is not null) return new("requests.answered", "Yêu cầu này đã trả lời.");
        row.AnsweredOn = on;
        return null;
    }, ct);

    public async Task<Refusal?> Extend(int id, DateOnly to, string why, CancellationToken ct)
    {
        if (await gate.Refuse(Right.HandlePrivacy, ct: ct) is { } forbidden) return forbidden;
        return await Change(id, null, "requests.extend", $"Gia hạn yêu cầu đến {to:dd/MM/yyyy}", row =>
        {
            if (Terms().Requests.Find(row.Kind) is not { } kind) return new("requests.no-kind", "Loại yêu cầu này không còn trong bảng hạn.");
            if (RequestTerms.Extend(clock.Today(), RequestTerms.ActBy(row.ReceivedOn, kind, row.ExtendedTo), row.ExtendedTo is not null, row.DoneOn is not null, to, why) is { } refusal) return refusal;
            (row.ExtendedTo, row.ExtendedWhy) = (to, why.Trim());
            return null;
        }, ct);
    }

    public async Task<Refusal?> Finish(int id, DateOnly on, string result, CancellationToken ct) => await Change(id, on, "requests.finish", "Thực hiện xong yêu cầu", row =>
    {
        if (row.DoneOn is not null) return new("requests.done", "Yêu cầu này đã ghi thực hiện xong.");
        if (string.IsNullOrWhiteSpace(result)) return new("requests.no-result", "Ghi kết quả: đã làm gì, hoặc vì sao từ chối.");
        (row.DoneOn, row.Result, row.AnsweredOn) = (on, result.Trim(), row.AnsweredOn ?? on);
        return null;
    }, ct);

    private async Task<Refusal?> Change(int id, DateOnly? on, string act, string said, Func<DataRequest, Refusal?> change, CancellationToken ct)
    {
        if (await gate.Refuse(Right.HandlePrivacy, ct: ct) is { } forbidden) return forbidden;
        await using var held = await turn.Take([], ct);
        await journal.TakeTurn(JournalWriter.OfNoCommune, ct); // whoever writes the register at the same time has finished, or waits
        if (await db.DataRequests.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } row) return new("requests.unknown", "Không có yêu cầu này. Mở lại sổ.");
        if (on < row.ReceivedOn) return new("requests.before", $"Ngày này trước ngày nhận yêu cầu ({row.ReceivedOn:dd/MM/yyyy}).");
        if (on > clock.Today()) return new("requests.in-future", "Ngày này ở sau hôm nay.");
        if (change(row) is { } refusal)
        {
            db.ChangeTracker.Clear();
            return refusal;
        }

        await journal.Append(JournalWriter.OfNoCommune, new(act, said) { Subject = $"request:{id}", To = on?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "" }, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }

    private static Line LineOf(DataRequest row, RegisterTerms terms, WorkingDays days, DateOnly today)
    {
        var answerBy = terms.Requests.AnswerBy(row.ReceivedOn, days);
        var kind = terms.Requests.Find(row.Kind);
        var actBy = kind is null ? answerBy : RequestTerms.ActBy(row.ReceivedOn, kind, row.ExtendedTo);
        return new(row, kind?.Name ?? row.Kind, answerBy, DayClock.At(answerBy, row.AnsweredOn, today), actBy, DayClock.At(actBy, row.DoneOn, today), days.Knows(row.ReceivedOn.Year) && days.Knows(answerBy.Year));
    }

    private RegisterTerms Terms() => RegisterTermsYaml.Read(ProcedureFolder.Text(criteria, RegisterTermsYaml.FileName), RegisterTermsYaml.FileName);

    private WorkingDays Holidays() => RegisterTermsYaml.ReadHolidays(ProcedureFolder.Text(criteria, RegisterTermsYaml.HolidaysFile), RegisterTermsYaml.HolidaysFile);
}
