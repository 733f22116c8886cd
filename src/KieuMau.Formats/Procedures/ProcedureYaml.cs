using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Formats.Procedures;

/// <summary>Tệp thủ tục nói chung: strict, with every error at once, and no key that nobody reads.</summary>
internal static class ProcedureYaml
{
    public static T Read<T>(string text, string file, Func<KeyedMap, T> read)
    {
        var problems = new List<FileProblem>();
        if (YamlText.Read(text, file, problems) is { } root)
        {
            var map = new KeyedMap(root, problems);
            var found = read(map);
            map.NothingElse();
            if (problems.Count == 0) return found;
        }

        throw new FileRefusedException(problems);
    }
}
