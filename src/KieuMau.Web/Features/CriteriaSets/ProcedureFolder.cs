namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Tệp thủ tục, quyền, mẫu ban: a folder of sets alone brings none; those of the product stand in.</summary>
public static class ProcedureFolder
{
    public static string Text(CriteriaFolder folder, string name)
    {
        var path = Path.Combine(folder.Path, name);
        return File.ReadAllText(File.Exists(path) ? path : Path.Combine(AppContext.BaseDirectory, "criteria", name));
    }
}
