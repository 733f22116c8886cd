namespace KieuMau.Domain.Reviews;

/// <summary>Kết quả thẩm tra một dòng. Nothing returned or waiting is ever counted as verified.</summary>
public enum ReviewStanding
{
    /// <summary>Chưa thẩm tra.</summary>
    Waiting,

    /// <summary>Đã thẩm tra.</summary>
    Verified,

    /// <summary>Trả lại, with a reason.</summary>
    Returned,
}

/// <summary>Thẩm tra một dòng of a submission.</summary>
/// <param name="Reason">Of a return.</param>
/// <param name="Answer">Of the sender, to the last return.</param>
/// <param name="Revision">Counts every act on this line; what a page shows and compares before writing.</param>
public sealed record LineReview(ReviewStanding Standing, string Reason, string Answer, int Revision)
{
    public static readonly LineReview Waiting = new(ReviewStanding.Waiting, "", "", 0);

    public LineReview Verify() => new(ReviewStanding.Verified, "", Answer, Revision + 1);

    public LineReview Return(string reason) => new(ReviewStanding.Returned, reason.Trim(), "", Revision + 1);

    public LineReview Answered(string answer) => this with { Answer = answer.Trim(), Revision = Revision + 1 };

    /// <summary>In the next sending: what was verified and is the same stays so; everything else waits, with the answer.</summary>
    /// <param name="unchanged">The frozen copy says what it said.</param>
    public LineReview Again(bool unchanged) => Standing == ReviewStanding.Verified && unchanged ? this : this with { Standing = ReviewStanding.Waiting };
}

public static class Reviewing
{
    /// <summary>A submission is verified when every line is, returned while any line is.</summary>
    public static ReportState StateOf(IEnumerable<ReviewStanding> lines)
    {
        var all = lines.ToList();
        if (all.Contains(ReviewStanding.Returned)) return ReportState.Returned;
        return all.TrueForAll(line => line == ReviewStanding.Verified) ? ReportState.Verified : ReportState.Submitted;
    }

    /// <summary>Of one number that several lines read: the worst they say of it, and nothing said is "chưa thẩm tra".</summary>
    public static ReviewStanding Worst(IEnumerable<ReviewStanding> lines)
    {
        var all = lines.ToList();
        if (all.Contains(ReviewStanding.Returned)) return ReviewStanding.Returned;
        return all.Count > 0 && all.TrueForAll(line => line == ReviewStanding.Verified) ? ReviewStanding.Verified : ReviewStanding.Waiting;
    }

    /// <summary>SD1: người nhập số liệu không thẩm tra số đó.</summary>
    public static bool MayReview(int account, IEnumerable<int> enteredBy) => account == 0 || !enteredBy.Contains(account);

    public static string Spoken(this ReviewStanding standing) => standing switch
    {
        ReviewStanding.Waiting => "chưa thẩm tra",
        ReviewStanding.Verified => "đã thẩm tra",
        ReviewStanding.Returned => "trả lại",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
    };
}

/// <summary>Đếm thẩm tra: counts apart, and the sentence every export carries while not everything is verified.</summary>
public readonly record struct ReviewCounts(int Verified, int Returned, int Waiting)
{
    public int All => Verified + Returned + Waiting;

    public static ReviewCounts Of(IEnumerable<ReviewStanding> standings)
    {
        var all = standings.ToList();
        return new(all.Count(one => one == ReviewStanding.Verified), all.Count(one => one == ReviewStanding.Returned), all.Count(one => one == ReviewStanding.Waiting));
    }

    /// <param name="what">"chỉ tiêu", "số".</param>
    /// <returns>Empty when every one is verified.</returns>
    public string Caution(string what)
    {
        if (Verified == All) return "";
        var rest = new List<string>();
        if (Returned > 0) rest.Add($"{NumberText.Spoken(Returned)} {what} bị trả lại");
        if (Waiting > 0) rest.Add($"{NumberText.Spoken(Waiting)} {what} chưa thẩm tra");
        return $"Đã thẩm tra {NumberText.Spoken(Verified)}/{NumberText.Spoken(All)} {what}; {string.Join("; ", rest)}. Phần chưa thẩm tra hoặc bị trả lại không tính là đã thẩm tra.";
    }
}
