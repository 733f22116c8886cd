using System.Runtime.CompilerServices;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Formats.Evaluations;

namespace KieuMau.Formats.Tests.Evaluations;

/// <summary>Evaluations written down by hand, so that the paper is tested apart from the judging.</summary>
internal static class ReportSamples
{
    public static readonly DateOnly At = new(2024, 12, 31);

    private static readonly Source Plan = new("04/KH-UBND", "III.2", SourceStatus.StatedInPlan);

    public static SelfAssessmentReport Khu5 => SelfAssessmentReport.OfKhu(KhuEvaluation(), "Khu 5", "Xã Thanh Đình") with
    {
        Demonstration = true,
        NumbersAsOf = new DateOnly(2024, 11, 30),
        Facts = [new("Tổng số hộ", "194\u00a0hộ"), new("Dân số", "712\u00a0người"), new("Hộ nghèo, hộ cận nghèo", "3\u00a0hộ")],
        Basis = ["Căn cứ Kế hoạch số 04/KH-UBND ngày 30/01/2024 của UBND xã Thanh Đình"],
    };

    public static SelfAssessmentReport Commune => SelfAssessmentReport.OfCommune(CommuneEvaluation(), "Xã Thanh Đình") with
    {
        Demonstration = true,
        Facts = [new("Số khu dân cư", "10\u00a0khu"), new("Tổng số hộ", "2.104\u00a0hộ")],
        Units = [.. Enumerable.Range(1, 10).Select(number => new ReportUnit($"Khu {number}", KhuEvaluation(), number is 1 or 3 or 5))],
    };

    /// <summary>Every line met and confirmed: the only case in which a report says "đạt".</summary>
    public static SelfAssessmentReport AllMet
    {
        get
        {
            var set = KhuSet() with { Condition = "", ConditionNote = "", Preconditions = [] };
            var criteria = KhuEvaluation().Criteria.Select(criterion => criterion with
            {
                Verdict = Verdict.Met,
                Unverified = false,
                Findings = [.. criterion.Findings.Select(finding => finding with { Verdict = Verdict.Met, Unverified = false, Gap = null, Because = "" })],
            });
            return SelfAssessmentReport.OfKhu(new(set, "khu-5", At, Verdict.Met, false, "met", "đạt", [.. criteria]), "Khu 5", "Xã Thanh Đình");
        }
    }

    public static Evaluation KhuEvaluation([CallerFilePath] string here = "")
    {
        var criteria = new List<CriterionFinding>();
        foreach (var line in File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "khu-5.txt")).Skip(1))
        {
            var fields = line.Split('|');
            if (fields[0] == "TC") criteria.Add(new(new(fields[1], fields[2], []), Verdict.Met, false, []));
            else criteria[^1] = With(criteria[^1], FindingOf(fields));
        }

        return new(KhuSet(), "khu-5", At, Verdict.NotMet, true, "not-met", "chưa đạt", criteria);
    }

    public static Evaluation CommuneEvaluation()
    {
        var set = new CriteriaSet("xa-kieu-mau", "Quy định xã nông thôn mới kiểu mẫu tỉnh Phú Thọ giai đoạn 2021-2025", [])
        {
            Decision = "2467/QĐ-UBND ngày 20/9/2022",
            Issuer = "UBND tỉnh Phú Thọ",
            Requirement = new Requirement.All([new Requirement.Ref("ĐK")]),
            RecognisedBy = [new(null, null, "Ủy ban nhân dân tỉnh Phú Thọ")],
        };
        CriterionFinding[] criteria =
        [
            Criterion("ĐK", "Điều kiện", Verdict.NotMet,
                Finding("ĐK.1", "Đạt chuẩn xã nông thôn mới nâng cao giai đoạn 2021 - 2025", Verdict.Met, "", "có", "", unverified: true),
                Finding("ĐK.2", "Thu nhập bình quân đầu người cao hơn từ 10% trở lên so với mức áp dụng đối với xã nông thôn mới nâng cao tại cùng thời điểm", Verdict.NoThreshold, "", "62,8 triệu đồng/người/năm", ""),
                Finding("ĐK.3", "Có ít nhất một mô hình khu dân cư thông minh", Verdict.Met, "≥ 1", "1 mô hình", ""),
                Finding("ĐK.4", "Đạt ít nhất một trong bảy lĩnh vực nổi trội", Verdict.NotMet, "ít nhất 1 trong 7", "0/7 lĩnh vực", "thêm 2 em")),
            .. new[] { ("SX", "sản xuất"), ("GD", "giáo dục"), ("VH", "văn hóa - thể thao"), ("DL", "du lịch nông thôn"), ("MT", "cảnh quan môi trường"), ("AN", "an ninh trật tự - hành chính công"), ("CĐS", "chuyển đổi số") }
                .Select(field => Criterion(field.Item1, "Lĩnh vực " + field.Item2, Verdict.NotMet,
                    Finding(field.Item1 + ".1", "Chỉ tiêu đã đạt của lĩnh vực " + field.Item2, Verdict.Met, "≥ 60 %", "66,2 %", ""),
                    Finding(field.Item1 + ".2", "Chỉ tiêu chưa đạt của lĩnh vực " + field.Item2, Verdict.NotMet, "= 100 %", "5 / 10 khu", "thêm 5 khu"))),
        ];
        return new(set, "thanh-dinh", At, Verdict.NotMet, false, "not-met", "chưa đạt", criteria);
    }

    private static CriteriaSet KhuSet() => new("khu-kieu-mau", "Bộ tiêu chí khu dân cư nông thôn mới kiểu mẫu trên địa bàn tỉnh Phú Thọ giai đoạn 2021-2025", [])
    {
        Decision = "2516/QĐ-UBND ngày 23/9/2022",
        Issuer = "UBND tỉnh Phú Thọ",
        Condition = "phục dựng",
        ConditionNote = "Chưa tìm thấy văn bản gốc; cách chia 39 chỉ tiêu dựng lại từ Kế hoạch 04/KH-UBND",
        Preconditions = [new("Khu dân cư đã đạt chuẩn nông thôn mới", SourceStatus.Found, "thấp", "")],
    };

    private static CriterionFinding With(CriterionFinding criterion, Finding finding)
    {
        Finding[] all = [.. criterion.Findings, finding];
        var worst = new[] { Verdict.NotMet, Verdict.NoData, Verdict.NoThreshold }.Where(verdict => all.Any(one => one.Verdict == verdict)).DefaultIfEmpty(Verdict.Met).First();
        return criterion with { Findings = all, Verdict = worst, Unverified = all.Any(one => one is { Verdict: Verdict.Met, Unverified: true }) };
    }

    private static Finding FindingOf(string[] fields)
    {
        var verdict = Enum.Parse<Verdict>(fields[6]);
        var demands = fields[3].Split('~');
        var reason = new Reason(fields[2], verdict, false)
        {
            Parts = demands.Length == 1 ? [] : [.. demands.Select((_, at) => Leaf(fields, at, verdict))],
        };
        return new(new(fields[1], fields[2], new Requirement.All([]), Plan with { FromTaskSentence = fields[7].Contains('t', StringComparison.Ordinal) }), verdict, fields[7].Contains('u', StringComparison.Ordinal))
        {
            Reason = demands.Length == 1 ? Leaf(fields, 0, verdict) : reason,
            Gap = fields[8].Length > 0 ? new(fields[8], [], 0.1) : null,
            Because = fields[9],
        };
    }

    private static Reason Leaf(string[] fields, int at, Verdict verdict) => new(fields[2], verdict, false)
    {
        Demand = fields[3].Split('~')[at],
        Arithmetic = fields[4].Split('~').ElementAtOrDefault(at) ?? "",
        Value = fields[5].Split('~').ElementAtOrDefault(at) ?? "",
    };

    private static CriterionFinding Criterion(string code, string name, Verdict verdict, params Finding[] findings) =>
        new(new(code, name, [.. findings.Select(finding => finding.Indicator)]), verdict, false, findings);

    private static Finding Finding(string code, string name, Verdict verdict, string demand, string value, string gap, bool unverified = false) =>
        new(new(code, name, new Requirement.All([]), Plan), verdict, unverified)
        {
            Reason = new(name, verdict, unverified) { Demand = demand, Value = value },
            Gap = gap.Length > 0 ? new(gap, [], 0.5) : null,
        };

    /// <summary>A measure that only has to be named.</summary>
    public static Measure MeasureNamed(string name) => new() { Code = VietnameseText.Search(name).Replace(' ', '-'), Name = name, Kind = MeasureKind.Count };
}
