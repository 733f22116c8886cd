using System.Security.Cryptography;

namespace KieuMau.Domain.Journal;

/// <summary>Kết quả của việc đã ghi nhật ký.</summary>
public enum JournalResult
{
    Done,

    /// <summary>Refused by right or by rule.</summary>
    Refused,

    /// <summary>The program failed.</summary>
    Failed,
}

/// <summary>Dòng nhật ký: who, when, what, from → to, why, from which address and device, and what came of it.</summary>
/// <param name="Shard">Of the commune; 0 for what belongs to no commune. Each shard is a chain of its own.</param>
/// <param name="Id">Counts from 1 within its shard, without gaps.</param>
/// <param name="Account">0 for the machine itself or nobody.</param>
/// <param name="Act">Stable code: "observations.save".</param>
/// <param name="Unit">Code of the unit, as asked for; empty for none.</param>
/// <param name="Subject">What it was done to: "saving:17".</param>
/// <param name="Said">A Vietnamese sentence for readers.</param>
/// <param name="Digest">SHA-256 of the stored rows the act left, when there are any: an edit of them shows.</param>
/// <param name="Previous">Hash of the entry before; empty for the first.</param>
public sealed record JournalEntry(
    int Shard,
    long Id,
    DateTime At,
    int Account,
    string Who,
    string Act,
    string Unit,
    string Subject,
    string Said,
    string From,
    string To,
    string Why,
    string Address,
    string Device,
    JournalResult Result,
    string Digest,
    string Previous)
{
    /// <summary>SHA-256 over every part and the hash before it, in hexadecimal.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JournalSpelling.Of(
        JournalSpelling.Of(Shard), JournalSpelling.Of(Id), JournalSpelling.Of(At.Ticks), JournalSpelling.Of(Account), Who, Act, Unit, Subject, Said, From, To, Why,
        Address, Device, JournalSpelling.Of((int)Result), Digest, Previous)));
}
