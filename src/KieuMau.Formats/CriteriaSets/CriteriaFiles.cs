using System.Security.Cryptography;
using System.Text;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>One text of the law: a dictionary, a set or an amendment.</summary>
/// <param name="Name">File name or id, for messages.</param>
public sealed record CriteriaText(string Name, string Text)
{
    /// <summary>SHA-256 of the NFC text, in hex: the identity of a revision.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.Normalize())));
}

/// <summary>Everything read from a folder: the library, its examples, and what a careful reader should still look at.</summary>
public sealed record LoadedCriteria(CriteriaLibrary Library, IReadOnlyList<Example> Examples, IReadOnlyList<FileProblem> Remarks, IReadOnlyList<CriteriaText> Texts)
{
    /// <summary>The file of each set and amendment, by id.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    public string FileOf(string id) => Files.GetValueOrDefault(id, id);
}

/// <summary>Đọc bộ tiêu chí từ tệp: whole or not at all; a file with an error never replaces a good one.</summary>
public static class CriteriaFiles
{
    /// <summary>Amendments of this folder invent levels to show the product; they come in only when asked for by name.</summary>
    public const string IllustrationFolder = "minh-hoa";

    private static readonly string[] OtherFolders = [IllustrationFolder, "thu-tuc", "quyen"];

    /// <summary>Texts of files and folders. A folder leaves out its illustrations unless <paramref name="illustrations"/> or it is itself that folder.</summary>
    /// <exception cref="FileRefusedException">A path does not exist.</exception>
    public static IReadOnlyList<CriteriaText> Gather(IEnumerable<string> paths, bool illustrations = false)
    {
        var texts = new List<CriteriaText>();
        foreach (var path in paths)
        {
            if (File.Exists(path)) texts.Add(new(path, File.ReadAllText(path)));
            else if (Directory.Exists(path)) texts.AddRange(InFolder(path, illustrations).Select(file => new CriteriaText(file, File.ReadAllText(file))));
            else throw new FileRefusedException([new(path, 0, 0, "Không có tệp hoặc thư mục này.")]);
        }

        return [.. texts.DistinctBy(text => Path.GetFullPath(text.Name))];
    }

    private static IEnumerable<string> InFolder(string folder, bool illustrations) =>
        Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[..^1] is var parents
                && !parents.Any(parent => OtherFolders.Contains(parent) && !(illustrations && parent == IllustrationFolder)))
            .Order(StringComparer.Ordinal);

    /// <exception cref="FileRefusedException">With every error of every text.</exception>
    public static LoadedCriteria Load(IEnumerable<string> paths, bool illustrations = false) => Read(Gather(paths, illustrations));

    /// <exception cref="FileRefusedException">With every error of every text.</exception>
    public static LoadedCriteria Read(IReadOnlyList<CriteriaText> texts) => new CriteriaComposer().Compose(texts);
}
