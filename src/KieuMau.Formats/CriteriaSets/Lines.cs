namespace KieuMau.Formats.CriteriaSets;

/// <summary>Lays lines over lines: a province's over the national ones, an amendment's over the set's.</summary>
internal static class Lines
{
    /// <summary>The criteria of the floor with those of the set above laid over them, line by line.</summary>
    public static YamlNode.List Over(YamlNode.Map floor, YamlNode.Map above)
    {
        var criteria = Maps(floor.Find("tiêu chí")).ToList();
        foreach (var criterion in Maps(above.Find("tiêu chí")))
        {
            var index = criteria.FindIndex(one => one.TextOf("mã") == criterion.TextOf("mã"));
            if (index < 0) criteria.Add(criterion);
            else criteria[index] = Merge(criteria[index], criterion);
        }

        return new(above.File, above.Line, above.Column, [.. criteria]);
    }

    private static YamlNode.Map Merge(YamlNode.Map floor, YamlNode.Map above)
    {
        var lines = Maps(floor.Find("chỉ tiêu")).ToList();
        foreach (var line in Maps(above.Find("chỉ tiêu")))
        {
            var index = lines.FindIndex(one => one.TextOf("mã") == line.TextOf("mã"));
            if (index < 0) lines.Add(line);
            else lines[index] = LineOver(lines[index], line);
        }

        var key = new YamlNode.Scalar(above.File, above.Line, above.Column, "chỉ tiêu");
        return floor.With(above).With(new(above.File, above.Line, above.Column, [(key, new YamlNode.List(above.File, above.Line, above.Column, [.. lines]))]));
    }

    private static readonly string[] RuleKeys =
        ["tính", "mọi mục của", "mọi", "ít nhất", "trong", "tỷ lệ đơn vị", "số đơn vị", "điểm", "công nhận", "kết quả của", "danh hiệu", "kế thừa"];

    /// <summary>Keys given replace those of the line. A new way of reckoning drops the old one; a new level drops the old level's source.</summary>
    public static YamlNode.Map LineOver(YamlNode.Map line, YamlNode.Map change)
    {
        var dropped = new List<string> { "ví dụ" };
        if (change.Entries.Any(entry => RuleKeys.Contains(entry.Key.Text))) dropped.AddRange([.. RuleKeys, "xu thế", "mức", "khi mẫu số bằng 0", "đơn vị"]);
        if (change.Find("mức") is not null) dropped.Add("căn cứ mức");
        return line.With(change, [.. dropped]) with { File = change.File, Line = change.Line };
    }

    public static IEnumerable<YamlNode.Map> Maps(YamlNode? node) => node is YamlNode.List list ? list.Items.OfType<YamlNode.Map>() : [];
}
