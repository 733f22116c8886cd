using System.Globalization;
using System.Text.RegularExpressions;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>A line, or an outcome, of another set that a rule names; the set itself may come later.</summary>
internal sealed record ElsewhereNamed(YamlNode Node, string SetId, string LineCode, string Outcome);

/// <summary>Đọc “mức”: a text, a table by year or by attribute, a choice by condition, or a comparison with elsewhere.</summary>
internal sealed partial class DemandReader(FormulaReader formulas, MeasureDictionary measures, List<FileProblem> problems)
{
    /// <summary>Lines and outcomes of other sets named by rules, checked once every set is known.</summary>
    public List<ElsewhereNamed> Elsewhere { get; } = [];

    /// <param name="scale">The level measure whose words a level may be; none for numbers.</param>
    public Demand Read(YamlNode? node, YamlNode around, Measure? scale)
    {
        try
        {
            switch (node)
            {
                case null:
                    problems.Add(new(around.File, around.Line, around.Column, "Thiếu “mức”. Chưa biết mức thì viết “mức: chưa có”."));
                    return new Demand.Missing("");
                case YamlNode.Scalar scalar: return ReadText(scalar.Text, scale);
                case YamlNode.Map map: return ReadMap(new(map, problems), scale);
                default: throw new TextProblemException(0, "“mức” phải là một dòng chữ hoặc một bảng.");
            }
        }
        catch (TextProblemException problem)
        {
            problems.Add(new(node!.File, node.Line, node.Column + problem.Offset, problem.Message));
            return new Demand.Missing("");
        }
    }

    public static Demand ReadText(string text, Measure? scale)
    {
        switch (VietnameseText.Fold(text))
        {
            case "chưa có": return new Demand.Missing("");
            case "có": return new Demand.Yes(true);
            case "không": return new Demand.Yes(false);
        }

        var match = Signed().Match(text);
        if (!match.Success) throw new TextProblemException(0, $"Không hiểu mức “{text}”. Viết ví dụ “≥ 60 %”, “= 0”, “có”, “chưa có”.");
        var comparison = ComparisonOf(match.Groups["sign"].Value);
        var rest = match.Groups["rest"].Value.Trim();
        if (scale is { Kind: MeasureKind.Level })
        {
            var word = scale.Scale.FirstOrDefault(word => VietnameseText.Same(word, rest))
                ?? throw new TextProblemException(0, $"“{rest}” không có trên thang của “{scale.Name}”: {string.Join(", ", scale.Scale)}.");
            return new Demand.OnScale(comparison, word, $"{Spoken(comparison)} {word}");
        }

        var number = Amount().Match(rest);
        if (!number.Success) throw new TextProblemException(0, $"Mức “{text}” phải có một số sau dấu so sánh.");
        return new Demand.Than(comparison, FormulaReader.ReadNumber(number.Groups["number"].Value), $"{Spoken(comparison)} {number.Groups["number"].Value.Replace(" %", "\u00a0%", StringComparison.Ordinal)}{(number.Groups["unit"].Value is { Length: > 0 } unit ? $"\u00a0{unit}" : "")}");
    }

    private Demand ReadMap(KeyedMap map, Measure? scale)
    {
        if (map.Has("theo")) return ReadTable(map, scale);
        if (map.Has("tùy")) return ReadCases(map, scale);
        if (map.Has("so")) return ReadRelative(map);
        if (map.Has("chưa có")) return new Demand.Missing(map.Text("chưa có"));
        throw new TextProblemException(0, "Bảng mức phải có “theo”, “tùy” hoặc “so”.");
    }

    private Demand ReadTable(KeyedMap map, Measure? scale)
    {
        var by = map.Text("theo");
        var otherwise = map.Has("khác") ? Read(map.Take("khác"), map.Map, scale) : new Demand.Missing("");
        var rows = map.Map.Entries.Where(entry => entry.Key.Text is not ("theo" or "khác")).ToList();
        if (!VietnameseText.Same(by, "năm"))
        {
            return new Demand.ByAttribute(by, rows.ToDictionary(row => row.Key.Text, row => Read(row.Value, map.Map, scale)), otherwise);
        }

        var years = new Dictionary<int, Demand>();
        foreach (var (key, value) in rows)
        {
            if (int.TryParse(key.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2200) years[year] = Read(value, map.Map, scale);
            else map.Complain(key, $"“{key.Text}” không phải là năm.");
        }

        return new Demand.ByYear(years, otherwise);
    }

    private Demand.Depending ReadCases(KeyedMap map, Measure? scale)
    {
        var cases = new List<(Condition, Demand)>();
        Demand otherwise = new Demand.Missing("");
        foreach (var row in map.Maps("tùy"))
        {
            if (row.Has("còn lại")) otherwise = Read(row.Take("còn lại"), row.Map, scale);
            else cases.Add((formulas.ReadCondition(row.Required("khi")), Read(row.Take("mức"), row.Map, scale)));
            row.NothingElse();
        }

        map.NothingElse();
        return new(cases, otherwise);
    }

    private Demand ReadRelative(KeyedMap map)
    {
        var comparison = ComparisonOf(map.Required("so"));
        var factorText = map.Text("nhân", "100 %");
        var factor = FormulaReader.ReadNumber(factorText);
        var against = map.Inside("với");
        map.NothingElse();
        if (against is null) throw new TextProblemException(0, "Thiếu “với: { mức của: … }” hoặc “với: { giá trị của: … }”.");
        if (against.Has("mức của"))
        {
            against.OneOf("tại", "ngày xét");
            var target = against.Text("mức của");
            var slash = target.LastIndexOf('/');
            if (slash < 1) throw new TextProblemException(0, $"“mức của: {target}” phải có dạng mã-bộ/mã-chỉ-tiêu.");
            against.NothingElse();
            Elsewhere.Add(new(against.Map.Find("mức của")!, target[..slash], target[(slash + 1)..], ""));
            return new Demand.OfOtherSet(comparison, factor, target[..slash], target[(slash + 1)..], $"{Spoken(comparison)} {factorText} mức quy định");
        }

        var name = against.Required("giá trị của");
        var measure = measures.Find(name) ?? throw new TextProblemException(0, formulas.Unknown(name));
        var at = against.Text("tại");
        var setId = at.StartsWith("ngày công nhận ", StringComparison.Ordinal)
            ? at["ngày công nhận ".Length..].Trim()
            : throw new TextProblemException(0, "“tại” phải là “ngày công nhận <mã bộ>”.");
        against.NothingElse();
        return new Demand.OfOwnHistory(comparison, factor, measure, setId, $"{Spoken(comparison)} {factorText} mức khi được công nhận");
    }

    public static Comparison ComparisonOf(string sign) => sign.Trim() switch
    {
        "≥" or ">=" => Comparison.AtLeast,
        "≤" or "<=" => Comparison.AtMost,
        "<" => Comparison.LessThan,
        ">" => Comparison.MoreThan,
        "=" => Comparison.Equal,
        var other => throw new TextProblemException(0, $"“{other}” không phải là dấu so sánh; dùng ≥ ≤ < > =."),
    };

    public static string Spoken(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => "≥",
        Comparison.AtMost => "≤",
        Comparison.LessThan => "<",
        Comparison.MoreThan => ">",
        _ => "=",
    };

    [GeneratedRegex(@"^\s*(?<sign>≥|≤|>=|<=|<|>|=)\s*(?<rest>.+)$")]
    private static partial Regex Signed();

    [GeneratedRegex(@"^(?<number>[\d.,]+(?: ?%)?)(?:\s+(?<unit>\D.*))?$")]
    private static partial Regex Amount();
}
