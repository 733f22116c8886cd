using System.Globalization;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Evidence;
using KieuMau.Domain.Journal;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Reviews;

/// <summary>Một số liệu trong dòng đã gửi.</summary>
/// <param name="Name">Of the measure, as people read it.</param>
/// <param name="Value">"2 hộ"; empty when it was missing.</param>
/// <param name="Number">When it is a number.</param>
/// <param name="Before">The same number of last period.</param>
/// <param name="Revision">Of the number in its shard; 0 when it was rolled up or missing.</param>
public sealed record FrozenInput(string Unit, string Measure, string Name, string Split, string Value, decimal? Number, decimal? Before, long Revision);

/// <summary>
/// Bản chụp một dòng khi gửi: what the report said, whatever is entered afterwards. Written only because a report that
/// was sent is a paper; everything else is computed when it is looked at.
/// </summary>
/// <param name="Value">Hiện có.</param>
/// <param name="Before">Hiện có of last period; empty when it is not known.</param>
/// <param name="Because">Vì sao, in one sentence.</param>
/// <param name="Rule">Yêu cầu, in words.</param>
/// <param name="EnteredBy">Accounts that entered the numbers it reads: none of them reviews it.</param>
/// <param name="Fingerprint">Of what it says, to be held against a finding of another day.</param>
/// <param name="Papers">Minh chứng that stood behind it.</param>
public sealed record FrozenLine(
    string Set,
    string Revision,
    string Code,
    string Name,
    string Criterion,
    Verdict Verdict,
    bool Unverified,
    string Value,
    string Before,
    string Demand,
    string Because,
    string Gap,
    string Rule,
    IReadOnlyList<FrozenInput> Inputs,
    IReadOnlyList<int> EnteredBy,
    string Fingerprint,
    IReadOnlyList<PaperSeen> Papers)
{
    /// <summary>The same verdict, numbers and papers as another copy of the line.</summary>
    public bool SaysTheSame(FrozenLine other) => Fingerprint == other.Fingerprint && PaperSeen.Same(Papers, other.Papers);

    /// <summary>Numbers that moved beyond the set share since last period.</summary>
    public IEnumerable<FrozenInput> Jumps(decimal share) =>
        Inputs.Where(input => input is { Number: { } now, Before: { } before } && Jump.Beyond(now, before, share));

    public bool Jumped(decimal share) => Jumps(share).Any();

    /// <summary>Có cảnh báo: not to be verified in one stroke with the rest.</summary>
    /// <param name="share">Percent beyond which a number is said to jump.</param>
    /// <param name="papers">What stands behind it now; none when the line is no longer in its set.</param>
    public bool Warned(decimal share, LineEvidence? papers) => Verdict == Verdict.NoData || Jumped(share) || papers is { HasDoubtfulSignature: true };

    /// <summary>Đạt mà chưa đủ minh chứng: papers the set names are not there.</summary>
    /// <param name="papers">None when the line is no longer in its set.</param>
    public bool Lacks(LineEvidence? papers) => Verdict == Verdict.Met && papers is { LacksPapers: true };

    /// <summary>SHA-256 over every part: a line changed after it was sent shows.</summary>
    public string Hash() => HashOf(
    [
        Set, Revision, Code, Name, Criterion, ((int)Verdict).ToString(CultureInfo.InvariantCulture), Unverified ? "1" : "0", Value, Before, Demand, Because, Gap, Rule,
        .. Inputs.SelectMany(input => new[] { input.Unit, input.Measure, input.Name, input.Split, input.Value, Text(input.Number), Text(input.Before), input.Revision.ToString(CultureInfo.InvariantCulture) }),
        .. EnteredBy.Select(account => account.ToString(CultureInfo.InvariantCulture)), Fingerprint,
        .. Papers.SelectMany(paper => paper.Identity),
    ]);

    /// <summary>Of a whole submission: the lines in their order.</summary>
    public static string HashOf(IEnumerable<FrozenLine> lines) => HashOf(lines.Select(line => line.Hash()));

    /// <summary>What a finding says, apart from the day it is said: verdict, value, level, the title it rests on, and every number it reads.</summary>
    public static string FingerprintOf(Finding finding) => HashOf(
    [
        ((int)finding.Verdict).ToString(CultureInfo.InvariantCulture), finding.Unverified ? "1" : "0", .. Said(finding.Reason),
    ]);

    private static IEnumerable<string> Said(Reason? reason) => reason is null
        ? []
        : [reason.Value, reason.Demand, reason.Arithmetic, .. reason.Title.Length > 0 ? new[] { reason.Title } : [], .. reason.Inputs.SelectMany(input => new[] { input.Unit, input.Measure.Code, input.Split, input.Missing ? "" : input.Value }), .. reason.Parts.SelectMany(Said)];

    private static string Text(decimal? number) => number is { } known ? NumberText.Canonical(known) : "";

    internal static string HashOf(IEnumerable<string> parts) => PartsHash.Of(parts);
}

/// <summary>Chụp một kết quả, with last period beside it.</summary>
public static class Freezing
{
    public static FrozenInput Input(InputUsed input, decimal? before) =>
        new(input.Unit, input.Measure.Code, input.Measure.Name, input.Split, input.Missing ? "" : input.Value, NumberOf(input), before, input.Fact?.Revision ?? 0);

    /// <summary>The number an input stood for; rolled-up ones are read back from what they said.</summary>
    public static decimal? NumberOf(InputUsed input)
    {
        if (input.Missing) return null;
        return input.Fact?.Value switch
        {
            ObservedValue.Number(var value) => value,
            ObservedValue.Share(var percent) => percent,
            null when input.Measure.IsNumber => input.Value.Split('\u00a0') is [var head, ..] && NumberText.Read(head, 0) is NumberReading.Number(var value) ? value : null,
            _ => null,
        };
    }
}
