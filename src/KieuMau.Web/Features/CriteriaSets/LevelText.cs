using KieuMau.Domain.CriteriaSets;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Văn bản của mức chính thức: an amendment laid on the set; the old level stays readable, and the text can be taken away as a file.</summary>
public static class LevelText
{
    public const string Folder = "nhap-tren-trang";

    /// <param name="law">As it stands before it: gives the amendment a name of its own, and the levels of other years.</param>
    /// <param name="attested">Said at its head: who entered it and who confirmed it, on which paper.</param>
    public static (CriteriaText? Text, Refusal? Refusal) Write(OfficialLevel level, CriteriaLibrary library, IEnumerable<CriteriaText> texts, params string[] attested)
    {
        if (library.Find(level.SetId)?.Latest.Find(level.Line) is not { } line) return (null, LevelRefusals.UnknownLine(level.SetId, level.Line));
        var stem = $"muc-{level.SetId}-{VietnameseText.Search(level.Line).Replace('.', '-')}";
        var taken = texts.Select(text => text.Name).ToHashSet();
        var id = Enumerable.Range(1, 9999).Select(number => $"{stem}-{number}").First(id => !taken.Contains(PathOf(id)));
        return (new(PathOf(id), AmendmentYaml.Write(id, level, line.Requirement, attested)), null);
    }

    /// <summary>The id of an amendment, from the path of its text.</summary>
    public static string IdOf(CriteriaText text) => Path.GetFileNameWithoutExtension(text.Name);

    private static string PathOf(string id) => $"{Folder}/{id}.yaml";
}
