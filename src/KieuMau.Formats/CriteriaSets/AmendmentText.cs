using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>Sửa đổi, as its file says it: lines replaced, added, taken out.</summary>
internal sealed record AmendmentText(Amendment Amendment, YamlNode.Map Root, CriteriaText Text)
{
    private const string Commune = "xã";

    public static AmendmentText? Read(YamlNode.Map root, CriteriaText text, List<FileProblem> problems)
    {
        var map = new KeyedMap(root, problems);
        var force = map.Inside("hiệu lực");
        var issuedBy = map.Text("cấp ban hành");
        var amendment = new Amendment(
            map.Required("mã"),
            map.Required("sửa đổi"),
            map.Text("tên"),
            map.Text("quyết định"),
            force?.Date("từ") ?? DateOnly.MinValue,
            issuedBy,
            map.Yes("minh họa") || VietnameseText.Same(issuedBy, "minh họa"),
            map.Text("ghi chú"));
        map.Take("so-do");
        map.Take("thay");
        map.Take("thêm");
        map.Take("bỏ");
        force?.NothingElse();
        map.NothingElse();
        if (force is null) map.Complain(root, "Sửa đổi thiếu “hiệu lực: { từ: 2024-03-01 }”.");
        if (root.Find("thay") is null && root.Find("thêm") is null && root.Find("bỏ") is null) map.Complain(root, "Sửa đổi không thay, thêm hay bỏ dòng nào.");
        return new(amendment, root, text);
    }

    /// <summary>The set with this amendment on it.</summary>
    public YamlNode.Map LayOn(YamlNode.Map set, List<FileProblem> problems)
    {
        var criteria = Lines.Maps(set.Find("tiêu chí")).ToList();
        foreach (var change in Lines.Maps(Root.Find("thay"))) Replace(criteria, change, problems);
        foreach (var line in Lines.Maps(Root.Find("thêm"))) Add(criteria, line, problems);
        foreach (var code in (Root.Find("bỏ") as YamlNode.List)?.Items.OfType<YamlNode.Scalar>() ?? []) TakeOut(criteria, code, problems);
        return set.With(new(set.File, set.Line, set.Column, [(Word(set, "tiêu chí"), new YamlNode.List(set.File, set.Line, set.Column, [.. criteria]))]));
    }

    private void Replace(List<YamlNode.Map> criteria, YamlNode.Map change, List<FileProblem> problems)
    {
        var code = change.TextOf("mã");
        if (!Edit(criteria, code, line => Lines.LineOver(line, Signed(change)))) problems.Add(new(change.File, change.Line, change.Column, $"Bộ “{Amendment.SetId}” không có chỉ tiêu “{code}” để thay."));
    }

    private void Add(List<YamlNode.Map> criteria, YamlNode.Map line, List<FileProblem> problems)
    {
        var index = criteria.FindIndex(criterion => criterion.TextOf("mã") == line.TextOf("tiêu chí"));
        if (index < 0)
        {
            problems.Add(new(line.File, line.Line, line.Column, $"Dòng thêm cần “tiêu chí” là một mã có trong bộ; không có “{line.TextOf("tiêu chí")}”."));
            return;
        }

        var bare = Signed(line with { Entries = [.. line.Entries.Where(entry => entry.Key.Text != "tiêu chí")] });
        if (VietnameseText.Same(Amendment.IssuedBy, Commune)) bare = bare.With(new(line.File, line.Line, line.Column, [(Word(line, "của xã"), Word(line, "có"))]));
        criteria[index] = WithLines(criteria[index], [.. Lines.Maps(criteria[index].Find("chỉ tiêu")), bare]);
    }

    private void TakeOut(List<YamlNode.Map> criteria, YamlNode.Scalar code, List<FileProblem> problems)
    {
        if (!Edit(criteria, code.Text, _ => null)) problems.Add(new(code.File, code.Line, code.Column, $"Bộ “{Amendment.SetId}” không có chỉ tiêu “{code.Text}” để bỏ."));
    }

    private static bool Edit(List<YamlNode.Map> criteria, string? code, Func<YamlNode.Map, YamlNode.Map?> edit)
    {
        for (var i = 0; i < criteria.Count; i++)
        {
            var lines = Lines.Maps(criteria[i].Find("chỉ tiêu")).ToList();
            var index = lines.FindIndex(line => line.TextOf("mã") == code);
            if (index < 0) continue;
            if (edit(lines[index]) is { } changed) lines[index] = changed;
            else lines.RemoveAt(index);
            criteria[i] = WithLines(criteria[i], lines);
            return true;
        }

        return false;
    }

    private YamlNode.Map Signed(YamlNode.Map line) => line.With(new(line.File, line.Line, line.Column, [(Word(line, "sửa bởi"), Word(line, Amendment.Id))]));

    private static YamlNode.Map WithLines(YamlNode.Map criterion, IReadOnlyList<YamlNode.Map> lines) =>
        criterion.With(new(criterion.File, criterion.Line, criterion.Column, [(Word(criterion, "chỉ tiêu"), new YamlNode.List(criterion.File, criterion.Line, criterion.Column, [.. lines]))]));

    private static YamlNode.Scalar Word(YamlNode at, string text) => new(at.File, at.Line, at.Column, text);
}
