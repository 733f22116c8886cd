using KieuMau.Domain.Evaluations;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>Câu trả lời của bảng: what a reader wants to hear before any table.</summary>
public static class BoardAnswer
{
    public static Answer Of(IReadOnlyList<ShowBoard.Row> targets, IReadOnlyList<ShowBoard.Row> all)
    {
        if (all.Count == 0) return new("Chưa có khu nào để đánh giá.");
        var told = targets.Count > 0 ? targets : all;
        var clean = told.Where(row => row.Now.Counts.NotMet == 0).Select(Name).ToList();
        var said = new List<string>();
        if (clean.Count > 0)
        {
            said.Add(targets.Count > 0 || clean.Count <= 3
                ? $"{Wording.List(clean)} không còn chỉ tiêu chưa đạt"
                : $"{Wording.Count(clean.Count)} khu không còn chỉ tiêu chưa đạt");
        }

        if (targets.Count > 0) said.AddRange(told.Where(row => row.Now.Counts.NotMet > 0).Select(Unmet));
        else if (all.Count > clean.Count) said.Add($"{Wording.Count(all.Count - clean.Count)} khu còn {all.Sum(row => row.Now.Counts.NotMet)} chỗ chưa đạt");

        var head = targets.Count > 0 ? $"{Wording.Capital(Wording.Count(targets.Count))} khu đích: " : "";
        return new(Wording.Capital(head + string.Join("; ", said)) + ".", Open(told));
    }

    private static string Name(ShowBoard.Row row) => Wording.Lower(row.Unit.Name);

    private static string Unmet(ShowBoard.Row row)
    {
        var unmet = row.Now.Findings.Where(finding => finding is { Verdict: Verdict.NotMet, Indicator.Local: false }).ToList();
        return unmet is [{ Gap: { } gap, Indicator: var line }]
            ? $"{Name(row)} còn một chỉ tiêu ({line.Code} {line.ShortName}): {gap.Text}"
            : $"{Name(row)} còn {Wording.Count(unmet.Count)} chỉ tiêu chưa đạt";
    }

    private static string Open(IReadOnlyList<ShowBoard.Row> rows)
    {
        var noThreshold = rows.SelectMany(row => Lines(row, Verdict.NoThreshold)).Distinct().Count();
        var noData = rows.SelectMany(row => Lines(row, Verdict.NoData)).Distinct().Count();
        var said = new List<string>();
        if (noThreshold > 0) said.Add($"{Wording.Count(noThreshold)} chỉ tiêu chưa có ngưỡng");
        if (noData > 0) said.Add($"{Wording.Count(noData)} chỉ tiêu chưa có số liệu");
        return said.Count == 0 ? "" : Wording.Capital(string.Join(", ", said)) + ".";
    }

    private static IEnumerable<string> Lines(ShowBoard.Row row, Verdict verdict) =>
        row.Now.Findings.Where(finding => finding.Verdict == verdict).Select(finding => finding.Indicator.Code);
}
