namespace KieuMau.Domain.Evidence;

/// <summary>Chỗ gắn minh chứng: always a unit, and as much of the rest as is meant.</summary>
/// <param name="Period">Kỳ; none serves every period (a land certificate).</param>
/// <param name="Set">Bộ tiêu chí, together with <paramref name="Line"/>.</param>
/// <param name="Paper">Which of the papers the line expects this is, in the set's own words; empty for another paper.</param>
/// <param name="Measure">Số đo: the number behind which the paper stands.</param>
/// <param name="Revision">Lần ghi of that number; none is the number whatever its revision.</param>
public sealed record EvidencePlace(
    string Unit,
    Period? Period = null,
    string Set = "",
    string Line = "",
    string Paper = "",
    string Measure = "",
    long? Revision = null)
{
    public bool IsOfLine => Line.Length > 0;

    public bool IsOfMeasure => Measure.Length > 0;

    /// <summary>Where one of the papers a line names would stand.</summary>
    public bool IsPaper(string set, string line, string paper) => Set == set && Line == line && Paper == paper;

    /// <summary>Whether it speaks for a period looked at: its own, one within it, one around it, or every one.</summary>
    public bool Serves(Period period) => Period is not { } own || own.Contains(period) || period.Contains(own);
}

/// <summary>Một chỗ gắn đã ghi.</summary>
/// <param name="Shard">That of the unit; with <paramref name="Id"/> it names the link.</param>
/// <param name="Due">Hạn nộp, when somebody stated one.</param>
public sealed record EvidenceLink(int Shard, int Id, EvidencePlace Place, DateOnly? Due, string Who, DateTime LinkedAt)
{
    /// <summary>Gỡ: by whom, when, why; kept in the history.</summary>
    public Removal? Removed { get; init; }

    /// <summary>Hạn: the one stated, else the last day of the period it was attached for.</summary>
    public DateOnly? DueOrPeriodEnd => Due ?? Place.Period?.Last;
}

public sealed record Removal(string Who, DateTime At, string Why);

/// <summary>Một bản của minh chứng: bytes that never change, known by their hash.</summary>
/// <param name="Hash">SHA-256, 64 small hexadecimal digits.</param>
/// <param name="Name">The name it came with, made safe.</param>
/// <param name="Why">Why this version replaced the one before.</param>
public sealed record EvidenceVersion(int Number, string Hash, long Size, EvidenceKind Kind, string Name, string Who, DateTime SavedAt, string Why)
{
    public PhotoFacts? Photo { get; init; }
    public IReadOnlyList<PaperSignature> Signatures { get; init; } = [];

    /// <summary>Chữ ký số cần xem lại: what was signed was changed since, or the signature cannot be read.</summary>
    public bool HasDoubtfulSignature => Signatures.Any(signature => signature.Bytes != SignedBytes.Unchanged);
}

/// <summary>Ảnh nói gì về mình.</summary>
/// <param name="TakenAt">Giờ chụp as the camera wrote it: local, without a zone.</param>
/// <param name="HadLocation">The file came with the place where it was taken.</param>
/// <param name="KeptLocation">It was kept on purpose; else it is gone from what is stored.</param>
public sealed record PhotoFacts(int Width, int Height, DateTime? TakenAt, bool HadLocation, bool KeptLocation);

/// <summary>Minh chứng: the paper or picture behind a number or a line. One may serve several; every version is kept.</summary>
/// <param name="Id">Within its shard.</param>
/// <param name="Versions">Oldest first; at least one.</param>
public sealed record PieceOfEvidence(int Shard, int Id, string Title, IReadOnlyList<EvidenceVersion> Versions, IReadOnlyList<EvidenceLink> Links)
{
    public Removal? Removed { get; init; }

    public EvidenceVersion Current => Versions[^1];

    public IEnumerable<EvidenceLink> LiveLinks => Removed is null ? Links.Where(link => link.Removed is null) : [];

    /// <summary>Attached to the unit, and not detached since; that the piece itself was removed is another question.</summary>
    public bool IsAt(string unit) => Links.Any(link => link.Place.Unit == unit && link.Removed is null);

    /// <summary>What a unit may see: where it was detached, nothing that came afterwards.</summary>
    /// <returns>Nothing where it was never attached.</returns>
    public PieceOfEvidence? SeenFrom(string unit)
    {
        if (IsAt(unit)) return this;
        var left = Links.Where(link => link.Place.Unit == unit).Select(link => link.Removed!.At).DefaultIfEmpty(DateTime.MinValue).Max();
        List<EvidenceVersion> seen = [.. Versions.Where(version => version.SavedAt <= left)];
        return seen.Count == 0 ? null : this with
        {
            Versions = seen,
            Links = [.. Links.Where(link => link.LinkedAt <= left).Select(link => link.Removed?.At > left ? link with { Removed = null } : link)],
            Removed = Removed?.At > left ? null : Removed,
        };
    }

    /// <summary>What stands in addresses: shard and number.</summary>
    public string Key => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Shard}-{Id}");
}
