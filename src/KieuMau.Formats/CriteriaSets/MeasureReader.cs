using KieuMau.Domain.Measures;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>Đọc bảng số đo. Relations between measures are bound once every name is known.</summary>
internal sealed class MeasureReader(List<FileProblem> problems)
{
    private static readonly Dictionary<string, MeasureKind> Kinds = new()
    {
        ["số đếm"] = MeasureKind.Count, ["đại lượng"] = MeasureKind.Quantity, ["tiền"] = MeasureKind.Money, ["tỷ lệ"] = MeasureKind.Percentage, ["phần trăm"] = MeasureKind.Percentage,
        ["có/không"] = MeasureKind.YesNo, ["có không"] = MeasureKind.YesNo, ["mức"] = MeasureKind.Level, ["tập chọn"] = MeasureKind.Choices, ["nhận định"] = MeasureKind.Statement,
    };

    private static readonly Dictionary<string, PeriodKind> Periods = new() { ["năm"] = PeriodKind.Year, ["nửa năm"] = PeriodKind.Half, ["6 tháng"] = PeriodKind.Half, ["quý"] = PeriodKind.Quarter, ["tháng"] = PeriodKind.Month };

    private static readonly Dictionary<string, GoodDirection> Directions = new() { ["tăng"] = GoodDirection.Up, ["giảm"] = GoodDirection.Down, ["không"] = GoodDirection.None };

    private readonly List<(Measure Measure, YamlNode.Map Node)> read = [];
    private readonly List<(Measure Measure, YamlNode? AtMost, YamlNode? Checks)> relations = [];

    public IEnumerable<Measure> Measures => read.Select(pair => pair.Measure);

    public void Read(YamlNode? node)
    {
        if (node is null) return;
        if (node is not YamlNode.Map map)
        {
            problems.Add(new(node.File, node.Line, node.Column, "“so-do” phải gồm các dòng “mã: { tên: …, kiểu: … }”."));
            return;
        }

        foreach (var (key, value) in map.Entries)
        {
            if (value is YamlNode.Map body) ReadOne(key, new(body, problems));
            else problems.Add(new(key.File, key.Line, key.Column, $"Số đo “{key.Text}” phải có “tên” và “kiểu”."));
        }
    }

    private void ReadOne(YamlNode.Scalar key, KeyedMap map)
    {
        var kind = map.Has("kiểu") ? map.Choice("kiểu", MeasureKind.Count, Kinds) : Missing(map, MeasureKind.Count);
        var name = map.Required("tên");
        var (atMost, checks) = (map.Take("không quá"), map.Take("kiểm tra"));
        var measure = new Measure
        {
            Code = key.Text,
            Name = name.Length > 0 ? name : key.Text,
            Kind = kind,
            Unit = map.Text("đơn vị"),
            Levels = map.Texts("cấp"),
            Time = map.Choice("thời gian", MeasureTime.State, new Dictionary<string, MeasureTime> { ["thời điểm"] = MeasureTime.State, ["trong kỳ"] = MeasureTime.Flow }),
            Period = map.Choice("kỳ", PeriodKind.Year, Periods),
            RollUp = ReadRollUp(map),
            Wanted = map.Choice("muốn", GoodDirection.None, Directions),
            NeverLever = map.Yes("không là đòn bẩy"),
            Decimals = map.Whole("số lẻ") ?? kind switch { MeasureKind.Quantity => 2, MeasureKind.Percentage => 1, _ => 0 },
            Scale = map.Texts("thang"),
            Items = map.Texts("mục"),
            Options = map.Texts("danh sách"),
            OptionsOpen = map.Yes("mở"),
            Facets = map.Texts("mặt"),
            Coarser = ReadCoarser(map),
            Split = ReadSplit(map),
            OtherNames = map.Texts("tên khác"),
            Abbreviations = ReadAbbreviations(map),
            HasValidity = map.Yes("có thời hạn"),
            CountedWhen = map.Text("điều kiện đếm"),
            FromRegister = map.Inside("lấy từ sổ") is { } register ? string.Join(", ", register.Map.Entries.Select(entry => $"{entry.Key.Text}: {(entry.Value as YamlNode.Scalar)?.Text ?? "…"}")) : "",
            Guidance = map.Text("hướng dẫn"),
            Group = map.Text("nhóm"),
            Note = map.Text("ghi chú"),
        };
        map.NothingElse();
        CheckShape(map, measure);
        if (IsSecond(key, map.Map, measure)) return;
        read.Add((measure, map.Map));
        relations.Add((measure, atMost, checks));
    }

    private static T Missing<T>(KeyedMap map, T value)
    {
        map.Complain(map.Map, $"Thiếu “kiểu”: {string.Join(", ", Kinds.Keys)}.");
        return value;
    }

    private static RollUp ReadRollUp(KeyedMap map) => map.Text("lên cấp trên") switch
    {
        "" or "nhập riêng" => new RollUp.EnteredApart(),
        "cộng" => new RollUp.Sum(),
        var text when text.StartsWith("bình quân theo ", StringComparison.Ordinal) => new RollUp.AverageBy(text["bình quân theo ".Length..].Trim()),
        var other => ComplainAbout(map, "lên cấp trên", other),
    };

    private static RollUp.EnteredApart ComplainAbout(KeyedMap map, string key, string text)
    {
        map.Complain(map.Map.Find(key)!, $"“{key}: {text}” không có; dùng “cộng”, “nhập riêng” hoặc “bình quân theo <số đo>”.");
        return new();
    }

    private static Coarser? ReadCoarser(KeyedMap map)
    {
        if (map.Inside("hoặc chỉ có") is not { } inner) return null;
        Coarser? coarser = null;
        if (inner.Has("tỷ lệ trên")) coarser = new Coarser.ShareOf(inner.Text("tỷ lệ trên"));
        else if (inner.Has("thấp nhất")) coarser = inner.Yes("thấp nhất") ? new Coarser.Lowest() : null;
        else if (inner.Has("trả lời"))
        {
            var question = inner.Text("trả lời");
            var meaning = inner.Text("nghĩa là", map.Has("không quá") ? "mọi" : "≥ 1");
            coarser = meaning == "mọi" ? new Coarser.AllOrNot(question) : ReadAtLeast(inner, question, meaning);
        }
        else inner.Complain(inner.Map, "“hoặc chỉ có” cần “tỷ lệ trên”, “trả lời” hoặc “thấp nhất”.");

        inner.NothingElse();
        return coarser;
    }

    private static Coarser.AtLeastOrNone ReadAtLeast(KeyedMap inner, string question, string meaning)
    {
        if (meaning.StartsWith('≥') && NumberText.Read(meaning[1..].Trim(), 0) is NumberReading.Number(var least)) return new Coarser.AtLeastOrNone(question, least);
        inner.Complain(inner.Map, $"“nghĩa là: {meaning}” phải là “mọi” hoặc “≥ 1”.");
        return new Coarser.AtLeastOrNone(question, 1);
    }

    private static Split? ReadSplit(KeyedMap map)
    {
        var overlapping = map.Yes("tách chồng");
        if (map.Inside("tách theo") is not { } inner) return null;
        var split = new Split(inner.Required("tên"), inner.Texts("giá trị"), overlapping);
        inner.NothingElse();
        return split;
    }

    private static Dictionary<string, string> ReadAbbreviations(KeyedMap map)
    {
        var words = new Dictionary<string, string>();
        if (map.Inside("viết tắt") is not { } inner) return words;
        foreach (var (key, _) in inner.Map.Entries) words[key.Text] = inner.Text(key.Text);
        return words;
    }

    private static void CheckShape(KeyedMap map, Measure measure)
    {
        if (measure.Kind == MeasureKind.Level && measure.Scale.Count < 2) map.Complain(map.Map, $"Số đo “{measure.Name}” kiểu mức cần “thang” có ít nhất hai mức.");
        if (measure.Name.Contains(':', StringComparison.Ordinal)) map.Complain(map.Map, $"Tên “{measure.Name}” không được có dấu hai chấm.");
        if (measure.Decimals is < 0 or > 6) map.Complain(map.Map, "“số lẻ” phải từ 0 đến 6.");
        foreach (var (shorthand, word) in measure.Abbreviations)
        {
            if (!measure.Scale.Concat(measure.Options).Concat(measure.Facets).Any(known => VietnameseText.Same(known, word)))
            {
                map.Complain(map.Map, $"Viết tắt “{shorthand}: {word}” không phải là một từ của thang hay danh sách.");
            }
        }
    }

    /// <summary>The same measure may be written twice with one meaning; the same name with another meaning names both places.</summary>
    private bool IsSecond(YamlNode.Scalar key, YamlNode.Map node, Measure measure)
    {
        foreach (var (other, place) in read)
        {
            var sameCode = other.Code == measure.Code;
            if (!sameCode && !VietnameseText.Same(other.Name, measure.Name)) continue;
            if (sameCode && Meaning(place) == Meaning(node)) return true;
            problems.Add(new(key.File, key.Line, key.Column, $"Số đo “{measure.Name}” ({measure.Code}) đã có với nghĩa khác ở {place.File}:{place.Line} (“{other.Name}”, {other.Code}). Dùng số đo đã có hoặc đặt tên khác."));
            return true;
        }

        return false;
    }

    private static string Meaning(YamlNode node) => node switch
    {
        YamlNode.Scalar scalar => VietnameseText.Fold(scalar.Text),
        YamlNode.List list => string.Join('|', list.Items.Select(Meaning)),
        YamlNode.Map map => string.Join(';', map.Entries.Where(entry => entry.Key.Text is not ("hướng dẫn" or "ghi chú" or "tên khác" or "nhóm")).OrderBy(entry => entry.Key.Text, StringComparer.Ordinal).Select(entry => $"{entry.Key.Text}={Meaning(entry.Value)}")),
        _ => "",
    };

    /// <summary>Binds "không quá" and "kiểm tra" once all names are known.</summary>
    public void Bind(FormulaReader formulas, MeasureDictionary measures)
    {
        foreach (var (measure, atMost, checks) in relations)
        {
            var bound = atMost is YamlNode.Scalar top ? Try(top, () => formulas.Read(top.Text)) : null;
            IEnumerable<YamlNode> texts = checks switch { YamlNode.List list => list.Items, { } one => [one], null => [] };
            var relationsOf = texts.OfType<YamlNode.Scalar>().Select(text => Try(text, () => formulas.ReadCheck(text.Text))).OfType<CrossCheck>().ToList();
            measure.Bound(bound, relationsOf);
            var node = read.Find(pair => pair.Measure == measure).Node;
            if (measure.Coarser is Coarser.ShareOf(var whole) && measures.Find(whole) is null) problems.Add(new(node.File, node.Line, node.Column, formulas.Unknown(whole)));
            if (measure.RollUp is RollUp.AverageBy(var weight) && measures.Find(weight) is null) problems.Add(new(node.File, node.Line, node.Column, formulas.Unknown(weight)));
        }
    }

    private T? Try<T>(YamlNode.Scalar at, Func<T> reading) where T : class
    {
        try
        {
            return reading();
        }
        catch (TextProblemException problem)
        {
            problems.Add(new(at.File, at.Line, at.Column + problem.Offset, problem.Message));
            return null;
        }
    }
}
