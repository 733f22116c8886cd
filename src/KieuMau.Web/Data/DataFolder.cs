namespace KieuMau.Web.Data;

/// <summary>Thư mục dữ liệu: <c>KIEUMAU_DATA</c>, or <c>data/</c> where the program was started.</summary>
public sealed record DataFolder(string Path)
{
    public static DataFolder Of(IConfiguration configuration) =>
        new(System.IO.Path.GetFullPath(configuration["KIEUMAU_DATA"] is { Length: > 0 } folder ? folder : "data"));

    public string Database => Inside("kieumau.db");

    public string Inside(string name)
    {
        Directory.CreateDirectory(Path);
        return System.IO.Path.Combine(Path, name);
    }
}
