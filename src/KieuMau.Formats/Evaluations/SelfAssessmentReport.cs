using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Reviews;
using KieuMau.Formats.OfficialPapers;

namespace KieuMau.Formats.Evaluations;

/// <summary>Đặc điểm của đơn vị, as the report opens with it: "Tổng số hộ", "215 hộ".</summary>
public sealed record ReportFact(string Name, string Value);

/// <summary>One khu in the table of a commune's report.</summary>
/// <param name="Target">Khu đích: registered for this year.</param>
public sealed record ReportUnit(string Name, Evaluation Evaluation, bool Target = false)
{
    /// <summary>Kết quả thẩm tra by code of line; a line that is not there is not verified.</summary>
    public IReadOnlyDictionary<string, ReviewStanding> Reviews { get; init; } = new Dictionary<string, ReviewStanding>();

    public ReviewCounts ReviewCounts => ReviewCounts.Of(Judged.Select(finding => Reviews.GetValueOrDefault(finding.Indicator.Code)));

    /// <summary>Đạt và đã thẩm tra: the only lines that are both.</summary>
    public int MetVerified => Judged.Count(finding => finding.Verdict == Verdict.Met && Reviews.GetValueOrDefault(finding.Indicator.Code) == ReviewStanding.Verified);

    private IEnumerable<Finding> Judged => Evaluation.Findings.Where(finding => !finding.Indicator.Local);
}

/// <summary>
/// Báo cáo kết quả thực hiện bộ tiêu chí: what a unit says of itself, to be signed and sent up (NĐ 30/2020/NĐ-CP, Điều 7).
/// </summary>
/// <param name="Evaluation">With reasons and gaps: evaluated with explanations asked for.</param>
/// <param name="UnitName">As in a sentence: "khu 5", "xã Thanh Đình".</param>
/// <param name="CommuneName">"xã Thanh Đình"; the unit's own name for a commune's report.</param>
/// <param name="Head">Who issues it, and the symbol after the number the clerk gives.</param>
public sealed record SelfAssessmentReport(
    Evaluation Evaluation,
    string UnitName,
    string CommuneName,
    PaperHead Head,
    PaperClosing Closing)
{
    /// <summary>Kính gửi; empty when it is not sent up.</summary>
    public string AddressedTo { get; init; } = "";

    public IReadOnlyList<ReportFact> Facts { get; init; } = [];

    /// <summary>Kết quả thẩm tra by code of line; a line that is not there is not verified.</summary>
    public IReadOnlyDictionary<string, ReviewStanding> Reviews { get; init; } = new Dictionary<string, ReviewStanding>();

    public ReviewStanding ReviewOf(Finding finding) => Reviews.GetValueOrDefault(finding.Indicator.Code);

    public ReviewCounts ReviewCounts => ReviewCounts.Of(Evaluation.Findings.Where(finding => !finding.Indicator.Local).Select(ReviewOf));

    /// <summary>The khu of a commune.</summary>
    public IReadOnlyList<ReportUnit> Units { get; init; } = [];

    /// <summary>Further căn cứ, each a whole phrase: "Căn cứ Kế hoạch số 04/KH-UBND ngày 30/01/2024 của UBND xã".</summary>
    public IReadOnlyList<string> Basis { get; init; } = [];

    /// <summary>The commune is a demonstration: the paper says "số liệu minh họa" at its head.</summary>
    public bool Demonstration { get; init; }

    /// <summary>The date the numbers speak for, where it is not the date judged.</summary>
    public DateOnly? NumbersAsOf { get; init; }

    public CriteriaSet Set => Evaluation.Set;

    /// <summary>Criteria the set asks for, each of them; the others (a field out of seven) are chosen from.</summary>
    public IReadOnlyList<CriterionFinding> Compulsory => [.. Evaluation.Criteria.Where(IsCompulsory)];

    public IReadOnlyList<CriterionFinding> Chosen => [.. Evaluation.Criteria.Where(criterion => !IsCompulsory(criterion))];

    public int Year => Evaluation.At.Year;

    /// <summary>Báo cáo của Ban Phát triển khu gửi UBND xã.</summary>
    public static SelfAssessmentReport OfKhu(Evaluation evaluation, string khuName, string communeName)
    {
        var khu = LowerFirst(khuName);
        var commune = LowerFirst(communeName);
        return new(
            evaluation,
            khu,
            commune,
            new($"UBND {commune}", $"Ban Phát triển {khu}", "BC-BPT", WithoutLevel(commune), Date: null, evaluation.At.Year),
            new(["Như trên;", $"Chi bộ {khu};", $"Ban Công tác Mặt trận {khu};", "Lưu: Ban Phát triển khu."], "TM. BAN PHÁT TRIỂN KHU", "TRƯỞNG BAN"))
        {
            AddressedTo = $"Ủy ban nhân dân {commune}.",
        };
    }

    /// <summary>Báo cáo của Ủy ban nhân dân xã gửi cơ quan công nhận.</summary>
    public static SelfAssessmentReport OfCommune(Evaluation evaluation, string communeName)
    {
        var commune = LowerFirst(communeName);
        var above = evaluation.Set.RecognisedBy
            .FirstOrDefault(body => (body.From ?? DateOnly.MinValue) <= evaluation.At && evaluation.At <= (body.To ?? DateOnly.MaxValue))?.Body ?? "";
        return new(
            evaluation,
            commune,
            commune,
            new("", $"Ủy ban nhân dân {commune}", "BC-UBND", WithoutLevel(commune), Date: null, evaluation.At.Year),
            new(["Như trên;", "TT Đảng ủy, TT HĐND xã (b/c);", "CT, các PCT UBND xã;", "Ban Chỉ đạo; UBMTTQ và các tổ chức CT-XH xã;", "Ban Phát triển các khu;", "Lưu: VT."], "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))
        {
            AddressedTo = above is "" or "chưa xác định" ? "…………………………………" : above + ".",
        };
    }

    private bool IsCompulsory(CriterionFinding criterion)
    {
        var named = NamedIn(Set.Requirement).ToList();
        return named.Count == 0 || named.Contains(criterion.Criterion.Code) || criterion.Findings.Any(finding => named.Contains(finding.Indicator.Code));
    }

    // what stands under "ít nhất" is chosen from, so it is not named here; nothing named means everything is asked
    private static IEnumerable<string> NamedIn(Requirement? requirement) => requirement switch
    {
        Requirement.Ref(var code) => [code],
        Requirement.All(var parts) => parts.SelectMany(NamedIn),
        _ => [],
    };

    private static string LowerFirst(string name) => name.Length == 0 ? name : char.ToLower(name[0], NumberText.Vietnamese) + name[1..];

    // "xã Thanh Đình" signs at Thanh Đình
    private static string WithoutLevel(string commune) =>
        commune.Split(' ', 2) is ["xã" or "phường", var place] ? place : commune;
}
