using KieuMau.Domain.Retention;
using KieuMau.Formats.Procedures;
using KieuMau.Web.Features.CriteriaSets;

namespace KieuMau.Web.Features.Retention;

/// <summary>Bảng thời gian giữ, from the folder of criteria, read anew each time: an office may write its own.</summary>
internal static class RetentionFile
{
    public static IReadOnlyList<RetentionClass> Read(CriteriaFolder folder) => RetentionYaml.Read(ProcedureFolder.Text(folder, RetentionYaml.FileName), RetentionYaml.FileName);
}
