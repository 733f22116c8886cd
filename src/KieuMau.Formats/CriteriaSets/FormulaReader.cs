using System.Text.RegularExpressions;
using KieuMau.Domain.Measures;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>A text that could not be read: where in it, and what to do.</summary>
internal sealed class TextProblemException(int offset, string message) : Exception(message)
{
    public int Offset { get; } = offset;
}

/// <summary>
/// Đọc cách tính: names, numbers, %, + − × / ( ) and nothing else. Names are found by the longest match against the
/// dictionary, because they hold "và", "/", commas and brackets themselves.
/// </summary>
internal sealed partial class FormulaReader
{
    private const string CountWords = "số mục của ";

    private readonly ILookup<char, (string Folded, Measure Measure)> names;
    private readonly MeasureDictionary measures;

    public FormulaReader(MeasureDictionary measures)
    {
        this.measures = measures;
        names = measures.All.Select(measure => (Folded: VietnameseText.Fold(measure.Name), Measure: measure))
            .OrderByDescending(pair => pair.Folded.Length)
            .ToLookup(pair => pair.Folded[0]);
    }

    /// <exception cref="TextProblemException">With the place inside the text.</exception>
    public Formula Read(string text)
    {
        var cursor = new Cursor(this, VietnameseText.Fold(text));
        var formula = cursor.Sum();
        cursor.End();
        return formula;
    }

    /// <summary>"số trường > 3", or the name of a yes/no measure alone.</summary>
    public Domain.CriteriaSets.Condition ReadCondition(string text)
    {
        var folded = VietnameseText.Fold(text);
        var match = Compared().Match(folded);
        if (!match.Success)
        {
            if (measures.Find(text) is { Kind: MeasureKind.YesNo } answer) return new(new Formula.Of(answer), Comparison.Equal, Exact.One, text);
            throw new TextProblemException(0, measures.Find(text) is null
                ? Unknown(text)
                : $"Điều kiện “{text}” cần so với một số, ví dụ “{text} > 0”.");
        }

        var formula = Read(match.Groups["left"].Value);
        return new(formula, DemandReader.ComparisonOf(match.Groups["sign"].Value), ReadNumber(match.Groups["right"].Value, match.Groups["right"].Index), text);
    }

    public CrossCheck ReadCheck(string text)
    {
        var match = Compared().Match(VietnameseText.Fold(text));
        if (!match.Success) throw new TextProblemException(0, $"Kiểm tra “{text}” phải có dạng “a + b ≤ c”.");
        return new(Read(match.Groups["left"].Value), DemandReader.ComparisonOf(match.Groups["sign"].Value), Read(match.Groups["right"].Value), text);
    }

    /// <summary>"60 %" is six tenths; "61" is 61; "66,0" has a decimal comma.</summary>
    public static Exact ReadNumber(string text, int offset = 0) => NumberText.Read(text, 2) switch
    {
        NumberReading.Number(var value) => Exact.From(value),
        NumberReading.Percent(var value) => Exact.Percent(value),
        NumberReading.Doubtful => throw new TextProblemException(offset, $"“{text}” đọc được hai cách; dấu thập phân là dấu phẩy, không viết dấu chấm phần nghìn."),
        _ => throw new TextProblemException(offset, $"“{text}” không phải là số."),
    };

    public string Unknown(string typed) =>
        measures.NearestName(typed) is { } near ? $"Không có số đo “{typed.Trim()}”. Có phải “{near}”?" : $"Không có số đo “{typed.Trim()}” trong bảng số đo.";

    private sealed class Cursor(FormulaReader reader, string text)
    {
        private int at;

        public Formula Sum()
        {
            var left = Product();
            while (true)
            {
                if (Sign('+')) left = new Formula.Plus(left, Product());
                else if (Sign('−') || Sign('-')) left = new Formula.Minus(left, Product());
                else return left;
            }
        }

        private Formula Product()
        {
            var left = Factor();
            while (true)
            {
                if (Sign('×') || Sign('*')) left = new Formula.Times(left, Factor());
                else if (Sign('/')) left = new Formula.Over(left, Factor());
                else return left;
            }
        }

        private Formula Factor()
        {
            Skip();
            if (at >= text.Length) throw new TextProblemException(at, "Cách tính bị cụt: thiếu tên số đo hoặc số ở cuối.");
            if (text[at] == '(')
            {
                at++;
                var inner = Sum();
                Skip();
                if (at >= text.Length || text[at] != ')') throw new TextProblemException(at, "Thiếu dấu ngoặc đóng “)”.");
                at++;
                return inner;
            }

            if (Name() is { } measure) return new Formula.Of(measure);
            if (text.AsSpan(at).StartsWith(CountWords, StringComparison.Ordinal))
            {
                at += CountWords.Length;
                var start = at;
                if (at >= text.Length) throw new TextProblemException(at, "Cách tính bị cụt: thiếu tên số đo sau “số mục của”.");
                return Name() is { Kind: MeasureKind.Choices } choices
                    ? new Formula.CountOf(choices)
                    : throw new TextProblemException(start, "“số mục của” phải đi với một số đo kiểu “tập chọn”.");
            }

            if (NumberAhead().Match(text, at) is { Success: true } number)
            {
                at += number.Length;
                return new Formula.Number(ReadNumber(number.Value.Trim(), at), number.Value.Trim());
            }

            throw new TextProblemException(at, reader.Unknown(Chunk()));
        }

        private Measure? Name()
        {
            foreach (var (folded, measure) in reader.names[text[at]])
            {
                if (!text.AsSpan(at).StartsWith(folded, StringComparison.Ordinal)) continue;
                var end = at + folded.Length;
                if (end < text.Length && text[end] is not (' ' or ')')) continue;
                at = end;
                return measure;
            }

            return null;
        }

        private bool Sign(char sign)
        {
            Skip();
            if (at >= text.Length || text[at] != sign) return false;
            if (at == 0 || text[at - 1] is not (' ' or ')') || at + 1 >= text.Length || text[at + 1] is not (' ' or '('))
            {
                throw new TextProblemException(at, $"Dấu “{sign}” phải có dấu cách hai bên.");
            }

            at++;
            return true;
        }

        public void End()
        {
            Skip();
            if (at < text.Length) throw new TextProblemException(at, text[at] == ')' ? "Thừa dấu ngoặc đóng “)”." : reader.Unknown(Chunk()));
        }

        private string Chunk()
        {
            var match = Operator().Match(text, at);
            return match.Success ? text[at..match.Index] : text[at..];
        }

        private void Skip()
        {
            while (at < text.Length && text[at] == ' ') at++;
        }
    }

    [GeneratedRegex(@"\G\d[\d.,]*(?: ?%)?(?=$| |\))")]
    private static partial Regex NumberAhead();

    [GeneratedRegex(@" [+−\-×*/] ")]
    private static partial Regex Operator();

    [GeneratedRegex(@"^(?<left>.+?) (?<sign>≥|≤|>=|<=|<|>|=) (?<right>.+)$")]
    private static partial Regex Compared();
}
