using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>Đọc một bộ tiêu chí từ nút gốc của tệp.</summary>
internal sealed class SetReader(FormulaReader formulas, MeasureDictionary measures, List<FileProblem> problems)
{
    private readonly RequirementReader requirements = new(formulas, measures, problems);

    public IReadOnlyList<ElsewhereNamed> Elsewhere => requirements.Elsewhere;

    /// <summary>Examples of the lines, to be run once the library stands.</summary>
    public List<Example> Examples { get; } = [];

    public CriteriaSet Read(YamlNode.Map root)
    {
        var map = new KeyedMap(root, problems);
        map.Take("so-do");
        var id = map.Required("mã");
        var force = map.Inside("hiệu lực");
        if (force is null) map.Complain(root, "Thiếu “hiệu lực: { từ: 2022-09-20 }”.");
        var condition = map.Inside("tình trạng");
        var set = new CriteriaSet(id, map.Required("bộ tiêu chí"), [.. map.Maps("tiêu chí").Select(one => ReadCriterion(one, id))])
        {
            ShortTitle = map.Text("tên ngắn", map.Text("bộ tiêu chí")),
            Decision = map.Text("quyết định"),
            Issuer = map.Text("cơ quan ban hành"),
            InForceFrom = force?.Date("từ") ?? DateOnly.MinValue,
            InForceTo = force?.Date("đến"),
            Levels = map.Texts("áp dụng cho"),
            Condition = condition?.Text("là") ?? "",
            ConditionNote = condition?.Text("ghi chú") ?? "",
            Note = map.Text("ghi chú"),
            StandsOn = map.Text("trên nền"),
            Requirement = map.Inside("đạt khi") is { } rule ? ReadRule(rule) : null,
            Outcomes = [.. Rows(map, "kết quả").Select(ReadOutcome)],
            RecognisedBy = [.. Rows(map, "công nhận bởi").Select(ReadBody)],
            Preconditions = [.. Rows(map, "điều kiện tham khảo").Select(ReadPrecondition)],
            Sources = [.. Rows(map, "nguồn").Select(ReadSource)],
            Advisory = map.Texts("khuyến khích"),
        };
        force?.NothingElse();
        condition?.NothingElse();
        map.NothingElse();
        if (set.Levels.Count == 0) map.Complain(root, "Thiếu “áp dụng cho”, ví dụ “áp dụng cho: khu”.");
        CheckCodes(root, set);
        return set;
    }

    private static IEnumerable<KeyedMap> Rows(KeyedMap map, string key) => map.Has(key) ? map.Maps(key) : [];

    private Requirement ReadRule(KeyedMap map)
    {
        var requirement = requirements.Read(map);
        map.NothingElse();
        return requirement;
    }

    private Criterion ReadCriterion(KeyedMap map, string setId)
    {
        var code = map.Required("mã");
        var name = map.Required("tên");
        var source = map.Inside("căn cứ") is { } own ? SourceReader.Read(own) : null;
        map.Text("ghi chú");
        var lines = map.Has("chỉ tiêu") ? map.Maps("chỉ tiêu").Select(line => ReadLine(line, source, setId)).ToList() : [];
        var criterion = new Criterion(code, name, lines)
        {
            ShortName = map.Text("tên ngắn", name),
            Source = source,
            Requirement = map.Inside("đạt khi") is { } rule ? ReadRule(rule) : null,
        };
        map.NothingElse();
        return criterion;
    }

    private Indicator ReadLine(KeyedMap map, Source? chapter, string setId)
    {
        var code = map.Required("mã");
        var name = map.Required("tên");
        var requirement = requirements.Read(map, () => measures[PointsCode(setId, code)]);
        var source = map.Inside("căn cứ") is { } own ? SourceReader.Read(own) : chapter ?? Source.Unknown;
        if (source == Source.Unknown) map.Complain(map.Map, $"Chỉ tiêu {code} thiếu “căn cứ: {{ văn bản: …, trạng thái: … }}”.");
        var line = new Indicator(code, name, requirement, source)
        {
            ShortName = map.Text("tên ngắn", name),
            LevelSource = map.Inside("căn cứ mức") is { } level ? SourceReader.Read(level) : null,
            Guidance = map.Text("hướng dẫn"),
            Evidence = map.Texts("minh chứng"),
            Advisory = map.Texts("khuyến khích"),
            Note = map.Text("ghi chú"),
            DelegatedTo = map.Text("giao cho"),
            Hint = ReadHint(map),
            CounterpartOf = map.Text("tương ứng"),
            Local = map.Yes("của xã"),
            AmendedBy = map.Text("sửa bởi"),
            Line = map.Map.Line,
        };
        foreach (var example in Rows(map, "ví dụ")) Examples.Add(ExampleReader.Read(example, setId, code));
        map.NothingElse();
        return line;
    }

    private static string ReadHint(KeyedMap map)
    {
        if (map.Map.Find("gợi ý") is YamlNode.Scalar) return map.Text("gợi ý");
        if (map.Inside("gợi ý") is not { } hint) return "";
        var note = hint.Text("ghi chú");
        var text = hint.Map.Find("mức") is YamlNode.Scalar ? hint.Text("mức") : Flat(hint.Take("mức"));
        hint.Text("tin cậy");
        hint.NothingElse();
        return note.Length > 0 ? $"{text} ({note})" : text;
    }

    private static string Flat(YamlNode? node) => node switch
    {
        YamlNode.Scalar scalar => scalar.Text,
        YamlNode.Map table => string.Join("; ", table.Entries.Select(entry => $"{entry.Key.Text}: {Flat(entry.Value)}")),
        YamlNode.List list => string.Join("; ", list.Items.Select(Flat)),
        _ => "",
    };

    /// <summary>Code of the measure a line's score goes to when it names none.</summary>
    public static string PointsCode(string setId, string lineCode) => $"diem.{setId}.{lineCode}".ToLowerInvariant();

    private OutcomeRule ReadOutcome(KeyedMap map)
    {
        var name = map.Required("tên");
        var code = map.Text("mã", VietnameseText.Same(name, "đạt") ? "met" : VietnameseText.Search(name).Replace(' ', '-'));
        var when = map.Inside("khi") ?? new KeyedMap(map.Map with { Entries = [] }, problems);
        var (criteria, lines) = (when.Text("mọi tiêu chí"), when.Text("mọi chỉ tiêu"));
        var outcome = new OutcomeRule(name, code, new(
            EveryCriterionMet: criteria == "đạt",
            EveryCriterionPoints: Points(when, "mọi tiêu chí", criteria),
            EveryIndicatorMet: lines == "đạt",
            EveryIndicatorMinimum: lines is "điểm ≥ tối thiểu" or "điểm >= tối thiểu",
            TotalPoints: Than(when, "tổng điểm"),
            CriteriaMet: Than(when, "số tiêu chí đạt"),
            IndicatorsMet: Than(when, "số chỉ tiêu đạt"),
            Requirement: when.Has("mọi") || when.Has("ít nhất") ? requirements.Read(when) : null));
        if (lines.Length > 0 && lines is not ("đạt" or "điểm ≥ tối thiểu" or "điểm >= tối thiểu")) when.Complain(when.Map.Find("mọi chỉ tiêu")!, "“mọi chỉ tiêu” nhận “đạt” hoặc “điểm ≥ tối thiểu”.");
        when.NothingElse();
        map.NothingElse();
        return outcome;
    }

    private static Demand.Than? Points(KeyedMap when, string key, string text)
    {
        if (text.Length == 0 || text == "đạt") return null;
        if (text.StartsWith("điểm ", StringComparison.Ordinal)) return ThanOf(when, key, text["điểm ".Length..]);
        when.Complain(when.Map.Find(key)!, $"“{key}” nhận “đạt” hoặc “điểm ≥ 85”.");
        return null;
    }

    private static Demand.Than? Than(KeyedMap when, string key) => when.Text(key) is { Length: > 0 } text ? ThanOf(when, key, text) : null;

    private static Demand.Than? ThanOf(KeyedMap when, string key, string text)
    {
        try
        {
            if (DemandReader.ReadText(text, null) is Demand.Than than) return than;
        }
        catch (TextProblemException)
        {
            // said below, with the place of the key
        }

        when.Complain(when.Map.Find(key)!, $"“{key}: {text}” phải là một so sánh, ví dụ “≥ 90”.");
        return null;
    }

    private static RecognisedBy ReadBody(KeyedMap map)
    {
        var body = new RecognisedBy(map.Date("từ"), map.Date("đến"), map.Required("là"));
        map.NothingElse();
        return body;
    }

    private static Precondition ReadPrecondition(KeyedMap map)
    {
        var condition = new Precondition(map.Required("nội dung"), map.Choice("trạng thái", SourceStatus.NotEstablished, SourceReader.Statuses), map.Text("tin cậy"), map.Text("ghi chú"));
        map.NothingElse();
        return condition;
    }

    private static SetSource ReadSource(KeyedMap map)
    {
        var source = new SetSource(map.Required("văn bản"), map.Choice("trạng thái", SourceStatus.NotEstablished, SourceReader.Statuses), map.Text("nói về"));
        map.NothingElse();
        return source;
    }

    private void CheckCodes(YamlNode.Map root, CriteriaSet set)
    {
        var lines = new HashSet<string>();
        foreach (var line in set.Indicators.Where(line => !lines.Add(line.Code)))
        {
            problems.Add(new(root.File, line.Line, 1, $"Mã chỉ tiêu “{line.Code}” dùng hai lần."));
        }

        var chapters = set.Criteria.Select(criterion => criterion.Code).ToList();
        foreach (var twice in chapters.GroupBy(code => code).Where(group => group.Count() > 1)) problems.Add(new(root.File, root.Line, 1, $"Mã tiêu chí “{twice.Key}” dùng hai lần."));
        foreach (var target in requirements.Targets.Where(target => !lines.Contains(target.Text) && !chapters.Contains(target.Text)))
        {
            var near = VietnameseText.Nearest(target.Text, lines.Concat(chapters));
            problems.Add(new(target.File, target.Line, target.Column, $"Bộ này không có mã “{target.Text}”.{(near is null ? "" : $" Có phải “{near}”?")}"));
        }
    }
}
