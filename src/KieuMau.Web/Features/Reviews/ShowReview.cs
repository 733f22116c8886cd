using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Evaluations;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Màn hình thẩm tra: of each line the value, last period's, what jumped, the gap and what was said, on one screen.</summary>
public sealed class ShowReview(ShowReport reports, ReadCommune communes, EnteredBy entered, ReportDesk desk, Gate gate)
{
    /// <param name="Before">Last period's value.</param>
    /// <param name="Jumps">"hộ nghèo: 5 → 12", each a change beyond the share set for the period.</param>
    /// <param name="Own">Uses a number the reviewer entered: somebody else must verify it.</param>
    /// <param name="Changed">The numbers moved on since it was sent.</param>
    public sealed record ReviewLine(ShowReport.SentLine Sent, string Before, IReadOnlyList<string> Jumps, string Gap, bool Own, bool Changed)
    {
        public bool Quiet => Jumps.Count == 0 && !Own && Sent.Row.State is LineState.Waiting;
    }

    public sealed record ReviewView(ShowReport.ReportView Report, IReadOnlyList<ReviewLine> Lines)
    {
        public int Waiting => Lines.Count(line => line.Sent.Row.State is LineState.Waiting or LineState.Answered);

        public int Verified => Lines.Count(line => line.Sent.Row.State == LineState.Verified);

        public int Returned => Lines.Count(line => line.Sent.Row.State == LineState.Returned);
    }

    public async Task<ReviewView?> Of(string commune, string unit, Period period, CancellationToken ct)
    {
        if (await reports.Of(unit, period, ct) is not { } report || report.Found.Commune.Code != commune) return null;
        var day = desk.DayOf(period);
        var reading = await communes.Of(unit, day, ct);
        var own = await entered.Measures(gate.Who?.Account ?? 0, report.Found, ct);
        return new(report, [.. report.Lines.Select(line => LineOf(reading, report, line, period, day, own))]);
    }

    private static ReviewLine LineOf(CommuneReading? reading, ShowReport.ReportView report, ShowReport.SentLine line, Period period, DateOnly day, HashSet<Domain.Measures.Measure> own)
    {
        var now = reading?.JudgeThen(line.Row.SetId, report.Found.Unit.Code, day, explain: true)?.Find(line.Row.Line);
        var before = reading?.JudgeThen(line.Row.SetId, report.Found.Unit.Code, period.First.AddDays(-1), explain: true)?.Find(line.Row.Line);
        var changed = now is not null && (now.Reason?.Have() ?? "") != line.Row.Value;
        return new(
            line, before?.Reason?.Have() ?? "", [.. Jumps(now?.Reason, before?.Reason, report.Found.Period.JumpPercent)], now?.Gap?.Text ?? "",
            line.Indicator is { } indicator && EnteredBy.Reads(indicator, own), changed);
    }

    private static IEnumerable<string> Jumps(Reason? now, Reason? before, int share)
    {
        if (now is null || before is null) yield break;
        var earlier = before.AllInputs().Where(input => input.Fact?.Value is ObservedValue.Number).GroupBy(input => (input.Measure, input.Split, input.Unit)).ToDictionary(group => group.Key, group => group.First());
        foreach (var input in now.AllInputs().DistinctBy(input => (input.Measure, input.Split, input.Unit)))
        {
            if (input.Fact is not { Value: ObservedValue.Number(var value) } || !earlier.TryGetValue((input.Measure, input.Split, input.Unit), out var old)) continue;
            if (ReferenceEquals(old.Fact, input.Fact) || old.Fact is not { Value: ObservedValue.Number(var last) }) continue;
            if (Jump.IsBeyond(value, last, share)) yield return $"{input.Measure.Name}: {old.Value} → {input.Value}";
        }
    }
}
