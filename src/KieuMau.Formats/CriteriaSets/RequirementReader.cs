using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>Đọc yêu cầu: the structure of a rule, the same at set, criterion, indicator and part.</summary>
internal sealed class RequirementReader(FormulaReader formulas, MeasureDictionary measures, List<FileProblem> problems)
{
    private static readonly string[] Heads =
        ["tính", "mọi mục của", "mọi", "ít nhất", "tỷ lệ đơn vị", "số đơn vị", "điểm", "công nhận", "kết quả của", "danh hiệu", "kế thừa", "mỗi đơn vị"];

    private static readonly string[] RuleKeys =
        [.. Heads, "mức", "đơn vị", "khi mẫu số bằng 0", "tách theo", "phải đạt", "tuổi số liệu", "xu thế", "trong", "nếu chưa có bộ", "cửa sổ", "áp dụng khi"];

    private static readonly Dictionary<string, WhenZero> ZeroWords = new() { ["đạt"] = WhenZero.Met, ["không áp dụng"] = WhenZero.NotApplicable, ["phải giải trình"] = WhenZero.MustExplain };

    private static readonly Dictionary<string, TrendReading> Trends = new()
    {
        ["không tăng so với năm liền trước"] = TrendReading.NotRisingYearly,
        ["giảm so với năm liền trước"] = TrendReading.FallingYearly,
        ["không giảm so với năm liền trước"] = TrendReading.NotFallingYearly,
        ["giảm giữa đầu và cuối"] = TrendReading.FallingOverall,
        ["không tăng giữa đầu và cuối"] = TrendReading.NotRisingOverall,
    };

    private readonly DemandReader demands = new(formulas, measures, problems);

    /// <summary>Codes named by rules, checked against the set once all its lines are known.</summary>
    public List<YamlNode.Scalar> Targets { get; } = [];

    /// <summary>Lines and outcomes of other sets named by rules, checked once every set is known.</summary>
    public List<ElsewhereNamed> Elsewhere => demands.Elsewhere;

    public static readonly Requirement Broken = new Requirement.All([]);

    public static bool IsRule(KeyedMap map) => Array.Exists(Heads, map.Has);

    /// <param name="pointsMeasure">The measure a line's score goes to when it names none.</param>
    public Requirement Read(KeyedMap map, Func<Measure>? pointsMeasure = null)
    {
        try
        {
            return Wrapped(map, pointsMeasure);
        }
        catch (TextProblemException problem)
        {
            map.Complain(map.Map, problem.Message);
            return Forgive(map);
        }
        catch (PlacedProblemException)
        {
            return Forgive(map);
        }
    }

    /// <summary>After an error the other keys of the same rule were never asked for; they are not errors of their own.</summary>
    private static Requirement Forgive(KeyedMap map)
    {
        foreach (var key in RuleKeys) map.Take(key);
        return Broken;
    }

    private Requirement Wrapped(KeyedMap map, Func<Measure>? pointsMeasure)
    {
        var heads = Heads.Where(map.Has).ToList();
        if (heads.Contains("tính") || heads.Contains("tỷ lệ đơn vị") || heads.Contains("mọi mục của")) heads.Remove("mỗi đơn vị");
        if (heads.Contains("điểm")) heads.Remove("tính");
        if (heads.Count != 1)
        {
            map.Complain(heads.Count == 0 ? map.Map : map.Map.Find(heads[1])!, heads.Count == 0
                ? $"Chưa nói tính thế nào: cần một trong {string.Join(", ", Heads)}."
                : $"Chỉ được một cách tính; đang có {string.Join(", ", heads)}. Gộp bằng “mọi”.");
            return Forgive(map);
        }

        var head = ReadHead(map, heads[0], pointsMeasure);
        if (map.Has("tách theo") || map.Has("phải đạt")) head = BySplit(map, head);
        if (map.Has("mỗi đơn vị") && heads[0] != "mỗi đơn vị") head = new Requirement.All([head, ReadEachUnit(map, map.Inside("mỗi đơn vị"))]);
        if (map.Has("cửa sổ")) head = ReadWindow(map, head);
        if (map.Has("áp dụng khi")) head = new Requirement.When(ConditionOf(map, "áp dụng khi"), head);
        return head;
    }

    private Requirement ReadHead(KeyedMap map, string head, Func<Measure>? pointsMeasure) => head switch
    {
        "tính" => map.Has("xu thế") ? ReadTrend(map) : ReadCompare(map),
        "mọi mục của" => ReadEachItem(map),
        "mọi" => new Requirement.All(ReadParts(map, "mọi")),
        "ít nhất" => ReadAtLeast(map),
        "tỷ lệ đơn vị" => ReadOfUnits(map, "tỷ lệ đơn vị", asShare: true),
        "số đơn vị" => ReadOfUnits(map, "số đơn vị", asShare: false),
        "mỗi đơn vị" => ReadEachUnit(map, map.Inside("mỗi đơn vị")),
        "điểm" => ReadPoints(map, pointsMeasure),
        "công nhận" => ReadRecognition(map),
        "kết quả của" => ReadOtherSet(map.Inside("kết quả của") ?? throw new PlacedProblemException(), map.Text("nếu chưa có bộ")),
        "danh hiệu" => ReadTitle(map),
        _ => ReadInherit(map),
    };

    private Requirement.Compare ReadCompare(KeyedMap map)
    {
        var formula = FormulaOf(map, "tính");
        var scale = formula is Formula.Of(var single) ? single : null;
        var demand = demands.Read(map.Take("mức"), map.Map, scale);
        var unit = map.Text("đơn vị");
        var compare = new Requirement.Compare(formula, demand, unit, map.Choice("khi mẫu số bằng 0", WhenZero.Unsaid, ZeroWords), map.Whole("tuổi số liệu") ?? 0);
        if (RuleChecks.Units(map, formula, unit)) RuleChecks.Kinds(map, formula, demand, unit);
        return compare;
    }

    private Requirement.Trend ReadTrend(KeyedMap map) =>
        new(FormulaOf(map, "tính"), map.Choice("xu thế", TrendReading.NotRisingYearly, Trends));

    private Requirement.EachItem ReadEachItem(KeyedMap map)
    {
        var measure = MeasureOf(map, "mọi mục của");
        if (measure.Kind != MeasureKind.Level) throw new TextProblemException(0, $"“mọi mục của: {measure.Name}” cần số đo kiểu mức.");
        return new(measure, demands.Read(map.Take("mức"), map.Map, measure));
    }

    private List<Requirement> ReadParts(KeyedMap map, string key)
    {
        var parts = new List<Requirement>();
        foreach (var item in map.Items(key))
        {
            switch (item)
            {
                case YamlNode.Scalar code:
                    Targets.Add(code);
                    parts.Add(new Requirement.Ref(code.Text));
                    break;
                case YamlNode.Map inner:
                    parts.Add(ReadPart(new(inner, problems)));
                    break;
                default:
                    map.Complain(item, "Mỗi phần là một nhóm khóa hoặc một mã.");
                    break;
            }
        }

        return parts;
    }

    public Requirement ReadPart(KeyedMap map)
    {
        var requirement = Read(map) with
        {
            Code = map.Text("mã"),
            Name = map.Text("tên"),
            LevelSource = map.Inside("căn cứ mức") is { } source ? SourceReader.Read(source) : null,
        };
        map.Text("ghi chú");
        map.Text("hướng dẫn");
        map.NothingElse();
        return requirement;
    }

    private Requirement.AtLeast ReadAtLeast(KeyedMap map)
    {
        var count = map.Whole("ít nhất") ?? 1;
        var parts = ReadParts(map, "trong");
        if (count < 1 || count > parts.Count) map.Complain(map.Map.Find("ít nhất")!, $"“ít nhất: {count}” phải từ 1 đến số mục của “trong” ({parts.Count}).");
        return new(count, parts);
    }

    private Requirement.OfUnits ReadOfUnits(KeyedMap map, string key, bool asShare)
    {
        var inner = map.Inside(key) ?? throw new TextProblemException(0, $"“{key}” phải có “cấp” và “đạt”.");
        var level = inner.Required("cấp");
        Requirement what = inner switch
        {
            _ when inner.Inside("đạt") is { } met => ReadPart(met),
            _ when inner.Inside("kết quả của") is { } other => ReadOtherSet(other, ""),
            _ => throw new TextProblemException(0, $"“{key}” phải có “đạt” hoặc “kết quả của”."),
        };
        inner.NothingElse();
        return new(level, what, demands.Read(map.Take("mức"), map.Map, null), asShare);
    }

    /// <summary>"mỗi đơn vị: { cấp: xã, mức: ≥ 80 % }" asks the line's own formula of every lower unit.</summary>
    private Requirement.EachUnit ReadEachUnit(KeyedMap outer, KeyedMap? inner)
    {
        if (inner is null) throw new TextProblemException(0, "“mỗi đơn vị” phải có “cấp” và “mức”.");
        var level = inner.Required("cấp");
        var body = inner.Has("tính") || IsRule(inner)
            ? inner.Map
            : inner.Map with { Entries = [.. outer.Map.Entries.Where(entry => entry.Key.Text is "tính" or "khi mẫu số bằng 0" or "đơn vị"), .. inner.Map.Entries] };
        var inside = new KeyedMap(body with { Entries = [.. body.Entries.Where(entry => entry.Key.Text != "cấp")] }, problems);
        return new(level, ReadPart(inside));
    }

    private static Requirement.BySplit BySplit(KeyedMap map, Requirement inner)
    {
        var by = map.Text("tách theo");
        var splits = map.Texts("phải đạt").Select(split => VietnameseText.Same(split, "chung") ? "" : split).ToList();
        if (splits.Count == 0) throw new TextProblemException(0, "“tách theo” cần “phải đạt: [chung, nam, nữ]”.");
        RuleChecks.Splits(map, inner, by, splits);
        return new Requirement.BySplit(inner, splits);
    }

    private Requirement ReadWindow(KeyedMap map, Requirement inner)
    {
        if (map.Map.Find("cửa sổ") is YamlNode.Scalar word)
        {
            map.Take("cửa sổ");
            return VietnameseText.Same(word.Text, "chưa xác định")
                ? new Requirement.WindowUnknown(inner)
                : throw Placed(word, new(0, "“cửa sổ” phải là { số năm: 3, đến: năm trước năm xét }, hoặc là “chưa xác định”."));
        }

        var window = map.Inside("cửa sổ") ?? throw new PlacedProblemException();
        var years = window.Whole("số năm");
        if (years is null && !window.Has("số năm")) window.Complain(window.Map, "Thiếu “số năm”.");
        if (years is < 1 or > 50) window.Complain(window.Map.Find("số năm")!, "“số năm” phải từ 1 đến 50.");
        var until = window.OneOf("đến", "năm trước năm xét", "năm xét");
        window.OneOf("lấy", "mọi năm");
        window.NothingElse();
        return new Requirement.Window(inner, Math.Clamp(years ?? 1, 1, 50), until == "năm trước năm xét");
    }

    private Requirement.Points ReadPoints(KeyedMap map, Func<Measure>? pointsMeasure)
    {
        var named = map.Has("tính") ? (FormulaOf(map, "tính") as Formula.Of)?.Measure ?? throw new TextProblemException(0, "“tính” của điểm phải là tên một số đo.") : null;
        var inner = map.Inside("điểm") ?? throw new TextProblemException(0, "“điểm” phải gồm { tối đa: … }.");
        var most = inner.Has("tối đa") ? FormulaReader.ReadNumber(inner.Text("tối đa")) : throw new TextProblemException(0, "“điểm” cần “tối đa”.");
        Demand? minimum = inner.Text("tối thiểu") switch
        {
            "" => null,
            "chưa có" => new Demand.Missing("chưa có điểm tối thiểu"),
            var text => new Demand.Than(Comparison.AtLeast, FormulaReader.ReadNumber(text), $"≥ {text} điểm"),
        };
        inner.Yes("tự chấm");
        inner.Yes("phúc tra");
        var steps = new List<(Condition, Exact)>();
        var otherwise = Exact.Zero;
        foreach (var step in inner.Has("theo bậc") ? inner.Maps("theo bậc") : [])
        {
            if (step.Has("còn lại")) otherwise = FormulaReader.ReadNumber(step.Text("còn lại"));
            else steps.Add((ConditionOf(step, "khi"), FormulaReader.ReadNumber(step.Required("điểm"))));
            step.NothingElse();
        }

        inner.NothingElse();
        var measure = steps.Count > 0 ? null : named ?? pointsMeasure?.Invoke() ?? throw new TextProblemException(0, "Phần này cần “tính: <số đo điểm>”.");
        return new(measure, steps, otherwise, most, minimum);
    }

    private static Requirement.Recognition ReadRecognition(KeyedMap map)
    {
        var inner = map.Inside("công nhận") ?? throw new TextProblemException(0, "“công nhận” cần “bộ”.");
        var set = inner.Required("bộ");
        inner.OneOf("còn hiệu lực tại", "ngày xét");
        inner.NothingElse();
        return new(set);
    }

    private Requirement.OtherSet ReadOtherSet(KeyedMap inner, string otherwise)
    {
        var set = inner.Required("bộ");
        var outcome = inner.Text("là", "đạt");
        inner.OneOf("tại", "ngày xét");
        if (otherwise.Length == 0) otherwise = inner.Text("nếu chưa có bộ");
        inner.NothingElse();
        if (!VietnameseText.Same(outcome, "đạt")) Elsewhere.Add(new(inner.Map.Find("là")!, set, "", outcome));
        return new(set, VietnameseText.Same(outcome, "đạt") ? "met" : outcome, otherwise.Length > 0 ? otherwise : null);
    }

    private Requirement.HoldsTitle ReadTitle(KeyedMap map)
    {
        if (map.Map.Find("danh hiệu") is YamlNode.Scalar plain)
        {
            map.Take("danh hiệu");
            return new(plain.Text, null);
        }

        var inner = map.Inside("danh hiệu") ?? throw new TextProblemException(0, "“danh hiệu” cần “tên”.");
        var title = inner.Required("tên");
        inner.OneOf("còn hiệu lực tại", "ngày xét");
        var otherwise = inner.Has("hoặc chỉ có") ? MeasureOf(inner, "hoặc chỉ có") : null;
        inner.NothingElse();
        return new(title, otherwise);
    }

    private Requirement.Inherit ReadInherit(KeyedMap map)
    {
        var inner = map.Inside("kế thừa") ?? throw new TextProblemException(0, "“kế thừa” cần “bộ”.");
        var set = inner.Required("bộ");
        var lines = inner.Map.Find("những dòng") is YamlNode.List ? inner.Texts("những dòng") : [];
        if (inner.Map.Find("những dòng") is YamlNode.List named) Elsewhere.AddRange(named.Items.OfType<YamlNode.Scalar>().Select(code => new ElsewhereNamed(code, set, code.Text, "")));
        else inner.OneOf("những dòng", "áp dụng tại thôn", "áp dụng tại khu");
        inner.OneOf("phải đạt", "mọi");
        inner.NothingElse();
        return new(set, lines);
    }

    private Formula FormulaOf(KeyedMap map, string key)
    {
        var text = map.Required(key);
        try
        {
            return formulas.Read(text);
        }
        catch (TextProblemException problem)
        {
            var node = map.Map.Find(key)!;
            throw Placed(node, problem);
        }
    }

    private Condition ConditionOf(KeyedMap map, string key)
    {
        var text = map.Required(key);
        try
        {
            return formulas.ReadCondition(text);
        }
        catch (TextProblemException problem)
        {
            throw Placed(map.Map.Find(key) ?? map.Map, problem);
        }
    }

    private Measure MeasureOf(KeyedMap map, string key)
    {
        var text = map.Required(key);
        return measures.Find(text) ?? throw Placed(map.Map.Find(key) ?? map.Map, new TextProblemException(0, formulas.Unknown(text)));
    }

    private PlacedProblemException Placed(YamlNode node, TextProblemException problem)
    {
        problems.Add(new(node.File, node.Line, node.Column + problem.Offset, problem.Message));
        return new();
    }

    /// <summary>A problem that is already in the list with its place.</summary>
    internal sealed class PlacedProblemException : Exception;
}
