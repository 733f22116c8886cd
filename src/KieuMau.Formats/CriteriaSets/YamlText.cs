using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>One node of a file, with its place. Every scalar is text; its key says what it means.</summary>
public abstract record YamlNode(string File, int Line, int Column)
{
    public sealed record Scalar(string File, int Line, int Column, string Text) : YamlNode(File, Line, Column);

    public sealed record List(string File, int Line, int Column, IReadOnlyList<YamlNode> Items) : YamlNode(File, Line, Column);

    public sealed record Map(string File, int Line, int Column, IReadOnlyList<(Scalar Key, YamlNode Value)> Entries) : YamlNode(File, Line, Column)
    {
        public YamlNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;

        public string? TextOf(string key) => (Find(key) as Scalar)?.Text;

        /// <summary>This map with the entries of another laid over it.</summary>
        public Map With(Map other, params ReadOnlySpan<string> dropped)
        {
            var names = other.Entries.Select(entry => entry.Key.Text).ToHashSet();
            foreach (var name in dropped) names.Add(name);
            return this with { Entries = [.. Entries.Where(entry => !names.Contains(entry.Key.Text)), .. other.Entries] };
        }
    }
}

/// <summary>
/// Reads YAML into nodes strictly: a duplicate key, an unquoted comma inside braces, a comment behind a value, a value
/// that begins with ">" are errors with their place and a likely correction.
/// </summary>
public static partial class YamlText
{
    private const int DeepestNesting = 40;

    /// <returns>The root, or nothing when the file could not be read; problems are added to the list either way.</returns>
    public static YamlNode.Map? Read(string text, string file, List<FileProblem> problems)
    {
        var normal = text.Normalize();
        var lines = normal.Split('\n');
        try
        {
            var reader = new Reader(normal, file, lines, problems);
            return reader.Document();
        }
        catch (YamlException error)
        {
            var line = (int)error.Start.Line;
            if (Array.FindIndex(lines, one => TabbedIndent().IsMatch(one)) is var tabbed && tabbed >= 0)
            {
                problems.Add(new(file, tabbed + 1, lines[tabbed].IndexOf('\t', StringComparison.Ordinal) + 1, "Dòng thụt lề bằng dấu tab; thụt lề bằng dấu cách."));
                return null;
            }

            problems.Add(new(file, line, (int)error.Start.Column, Explain(line >= 1 && line <= lines.Length ? lines[line - 1] : "")));
            return null;
        }
    }

    private static string Explain(string line) => line switch
    {
        _ when BlockScalar().IsMatch(line) => "Giá trị bắt đầu bằng dấu “>” bị hiểu là khối văn bản. Viết “≥” (hoặc “>=” trong ngoặc kép).",
        _ when ColonInside().IsMatch(line) => "Giá trị có dấu hai chấm: đặt cả giá trị trong ngoặc kép.",
        _ => "Không đọc được dòng này theo cấu trúc “khóa: giá trị”. Kiểm tra thụt lề, ngoặc và dấu ngoặc kép.",
    };

    private sealed class Reader(string text, string file, string[] lines, List<FileProblem> problems)
    {
        private readonly Parser parser = new(new Scanner(new StringReader(text)));

        public YamlNode.Map? Document()
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                problems.Add(new(file, 1, 1, "Tệp trống. Tệp bộ tiêu chí bắt đầu bằng “bộ tiêu chí:”, “so-do:” hoặc “sửa đổi:”."));
                return null;
            }

            parser.Consume<DocumentStart>();
            var root = Node(0, inFlow: false);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out var end))
            {
                problems.Add(new(file, (int)(end?.Start.Line ?? 1), 1, "Một tệp chỉ chứa một bộ: bỏ dấu “---”."));
            }

            if (root is YamlNode.Map map) return map;
            problems.Add(new(file, root.Line, root.Column, "Tệp phải gồm các dòng “khóa: giá trị”."));
            return null;
        }

        private YamlNode Node(int depth, bool inFlow)
        {
            if (depth > DeepestNesting) throw new YamlException(parser.Current!.Start, parser.Current.End, "nested too deeply");
            if (parser.Current is NodeEvent { } node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
            {
                problems.Add(new(file, (int)node.Start.Line, (int)node.Start.Column, "Giá trị bắt đầu bằng “&” hoặc “!” bị mất chữ đầu: đặt cả giá trị trong ngoặc kép."));
            }

            switch (parser.Current ?? throw new YamlException("ended too soon"))
            {
                case Scalar scalar:
                    parser.MoveNext();
                    return Text(scalar);
                case SequenceStart start:
                    return Sequence(start, depth);
                case MappingStart start:
                    return Mapping(start, depth);
                default:
                    problems.Add(new(file, (int)parser.Current.Start.Line, (int)parser.Current.Start.Column, "Giá trị bắt đầu bằng “*” bị hiểu là tên nhắc lại: đặt cả giá trị trong ngoặc kép."));
                    var place = parser.Current.Start;
                    parser.MoveNext();
                    return new YamlNode.Scalar(file, (int)place.Line, (int)place.Column, "");
            }
        }

        private YamlNode.List Sequence(SequenceStart start, int depth)
        {
            parser.MoveNext();
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1, start.Style == SequenceStyle.Flow));
            return new(file, (int)start.Start.Line, (int)start.Start.Column, items);
        }

        private YamlNode.Map Mapping(MappingStart start, int depth)
        {
            parser.MoveNext();
            var entries = new List<(YamlNode.Scalar, YamlNode)>();
            var seen = new HashSet<string>();
            var flow = start.Style == MappingStyle.Flow;
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                if (Node(depth + 1, flow) is not YamlNode.Scalar key)
                {
                    problems.Add(new(file, (int)start.Start.Line, (int)start.Start.Column, "Khóa phải là chữ."));
                    Node(depth + 1, flow);
                    continue;
                }

                var plainEmpty = parser.Current is Scalar { Value.Length: 0, Style: ScalarStyle.Plain };
                var value = Node(depth + 1, flow);
                if (flow && plainEmpty) CommaInBraces(key);
                if (!seen.Add(key.Text)) problems.Add(new(file, key.Line, key.Column, $"Khóa “{key.Text}” viết hai lần; giữ một."));
                entries.Add((key, value));
            }

            return new(file, (int)start.Start.Line, (int)start.Start.Column, entries);
        }

        private void CommaInBraces(YamlNode.Scalar key) => problems.Add(new(file, key.Line, key.Column,
            key.Text.Length > 0 && char.IsAsciiDigit(key.Text[0])
                ? $"Số có dấu phẩy trong ngoặc {{ }} phải đặt trong ngoặc kép, ví dụ \"66,0\" (đọc thấy “{key.Text}” đứng riêng)."
                : $"“{key.Text}” không có giá trị. Nếu tên hoặc giá trị có dấu phẩy, đặt trong ngoặc kép."));

        private YamlNode.Scalar Text(Scalar scalar)
        {
            var line = (int)scalar.Start.Line;
            if (scalar.Style == ScalarStyle.Folded)
            {
                problems.Add(new(file, line, (int)scalar.Start.Column, Explain(": > x")));
            }

            if (scalar.Style == ScalarStyle.Plain && scalar.Value.Length > 0)
            {
                var last = (int)scalar.End.Line;
                var rest = last <= lines.Length && scalar.End.Column - 1 <= lines[last - 1].Length ? lines[last - 1][(int)(scalar.End.Column - 1)..].TrimStart() : "";
                if (rest.StartsWith('#')) problems.Add(new(file, last, (int)scalar.End.Column + 1, "Phần sau dấu “#” bị coi là chú thích và mất khỏi giá trị. Đặt giá trị trong ngoặc kép, hoặc đưa chú thích lên dòng riêng."));
            }

            return new(file, line, (int)scalar.Start.Column, scalar.Value.Trim());
        }
    }

    [GeneratedRegex(@"^ *\t")]
    private static partial Regex TabbedIndent();

    [GeneratedRegex(@":\s+>\s*=?\s*\S")]
    private static partial Regex BlockScalar();

    [GeneratedRegex(@":\s+[^""'{\[]*\S:\s")]
    private static partial Regex ColonInside();
}
