using KieuMau.Domain.Accounts;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Formats.CriteriaSets;
using KieuMau.Web.Features.Accounts;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>What a person enters when the official level of a line becomes known.</summary>
/// <param name="Level">As the decision says it: "≥ 90 %".</param>
/// <param name="Decision">Số và ngày: "12/QĐ-UBND ngày 05/3/2024".</param>
/// <param name="Clause">Mục, dòng in the decision.</param>
/// <param name="From">First day in force.</param>
/// <param name="Year">For a level that differs by year; none for one that does not.</param>
public sealed record OfficialLevel(string SetId, string Line, string Level, string Decision, string Clause, DateOnly From, string IssuedBy, int? Year = null);

/// <summary>
/// Nhập mức chính thức: an amendment laid on the set; the old level stays readable, and the text can be taken away as a
/// file.
/// </summary>
public sealed class AddOfficialLevel(PutInForce putInForce, ActiveCriteria active, Gate gate)
{
    public const string Folder = "nhap-tren-trang";

    public async Task<Refusal?> Add(OfficialLevel level, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ManageSets, ct: ct) is { } refusal) return refusal;
        if (active.Current.Library.Find(level.SetId) is not { } set || set.Latest.Find(level.Line) is null) return LevelRefusals.UnknownLine(level.SetId, level.Line);
        if (string.IsNullOrWhiteSpace(level.Level)) return LevelRefusals.NoLevel();
        if (string.IsNullOrWhiteSpace(level.Decision)) return LevelRefusals.NoDecision();
        if (string.IsNullOrWhiteSpace(level.Clause)) return LevelRefusals.NoClause();

        try
        {
            return await putInForce.Add(law => Task.FromResult(TextOf(level, law)), gate.Sign(level.Decision), ct);
        }
        catch (FileRefusedException refused)
        {
            return LevelRefusals.NotReadable(level, refused.Problems);
        }
    }

    /// <summary>The amendment as a file an officer can keep in the folder of criteria.</summary>
    public CriteriaText? Export(string amendmentId) =>
        active.Current.Texts.FirstOrDefault(text => text.Name == PathOf(amendmentId));

    private static (CriteriaText?, Refusal?) TextOf(OfficialLevel level, LoadedCriteria law)
    {
        if (law.Library.Find(level.SetId)?.Latest.Find(level.Line) is not { } line) return (null, LevelRefusals.UnknownLine(level.SetId, level.Line));
        var stem = $"muc-{level.SetId}-{VietnameseText.Search(level.Line).Replace('.', '-')}";
        var taken = law.Texts.Select(text => text.Name).ToHashSet();
        var id = Enumerable.Range(1, 9999).Select(number => $"{stem}-{number}").First(id => !taken.Contains(PathOf(id)));
        return (new(PathOf(id), AmendmentYaml.Write(id, level, line.Requirement)), null);
    }

    private static string PathOf(string amendmentId) => $"{Folder}/{amendmentId}.yaml";
}

public static class LevelRefusals
{
    public static Refusal UnknownLine(string set, string line) => new("levels.unknown-line", $"Bộ “{set}” không có chỉ tiêu “{line}”. Mở lại trang bộ tiêu chí.");

    public static Refusal NoLevel() => new("levels.no-level", "Ghi mức như trong quyết định, ví dụ ≥ 90 %.");

    public static Refusal NoDecision() => new("levels.no-decision", "Ghi số và ngày quyết định, ví dụ 12/QĐ-UBND ngày 05/3/2024.");

    public static Refusal NoClause() => new("levels.no-clause", "Ghi mục, dòng trong quyết định, ví dụ phụ lục I, dòng 1.1.");

    public static Refusal NotReadable(OfficialLevel level, IReadOnlyList<FileProblem> problems) =>
        new("levels.not-readable", $"Chưa đọc được mức “{level.Level}” của chỉ tiêu {level.Line}. {problems[0].Message}");
}
