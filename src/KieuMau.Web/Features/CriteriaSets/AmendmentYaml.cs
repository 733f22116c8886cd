using System.Globalization;
using System.Text;
using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Writes an amendment as people write them by hand.</summary>
internal static class AmendmentYaml
{
    /// <param name="attested">Lines of remark at its head.</param>
    public static string Write(string id, OfficialLevel level, Requirement line, params IEnumerable<string> attested)
    {
        var yaml = new StringBuilder();
        foreach (var one in attested) yaml.Append("# ").Append(one.ReplaceLineEndings(" ")).Append('\n');
        yaml.Append("sửa đổi: ").Append(level.SetId).Append('\n');
        yaml.Append("mã: ").Append(id).Append('\n');
        yaml.Append("tên: ").Append(Quoted($"Mức chính thức của chỉ tiêu {level.Line}")).Append('\n');
        yaml.Append("quyết định: ").Append(Quoted(level.Decision)).Append('\n');
        yaml.Append("hiệu lực: { từ: ").Append(level.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Append(" }\n");
        if (!string.IsNullOrWhiteSpace(level.IssuedBy)) yaml.Append("cấp ban hành: ").Append(Quoted(level.IssuedBy)).Append('\n');
        yaml.Append("\nthay:\n");
        yaml.Append("  - mã: ").Append(Quoted(level.Line)).Append('\n');
        yaml.Append("    mức: ").Append(level.Year is { } year ? ByYear(year, level.Level, line) : Quoted(level.Level)).Append('\n');
        yaml.Append("    căn cứ mức: { văn bản: ").Append(Quoted(level.Decision)).Append(", mục: ").Append(Quoted(level.Clause)).Append(", trạng thái: đã xác nhận }\n");
        return yaml.ToString();
    }

    // the levels of other years stay as they were
    private static string ByYear(int year, string level, Requirement line)
    {
        var years = new SortedDictionary<int, string>();
        if (line is Requirement.Compare { Demand: Demand.ByYear(var known, _) })
        {
            foreach (var (other, demand) in known)
            {
                if (demand is Demand.Than than) years[other] = than.Text;
            }
        }

        years[year] = level;
        var pairs = years.Select(pair => string.Create(CultureInfo.InvariantCulture, $"\"{pair.Key}\": {Quoted(pair.Value)}"));
        return $"{{ theo: năm, {string.Join(", ", pairs)}, khác: chưa có }}";
    }

    private static string Quoted(string text) =>
        $"\"{text.Trim().ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
