namespace KieuMau.Formats.CriteriaSets;

/// <summary>Điểm của một dòng: a line that is scored and names no measure gets one of its own, "điểm &lt;mã&gt;".</summary>
internal static class PointMeasures
{
    public static void Add(YamlNode.Map set, MeasureReader reader)
    {
        var id = set.TextOf("mã") ?? "";
        var made = new List<(YamlNode.Scalar, YamlNode)>();
        foreach (var line in Lines.Maps(set.Find("tiêu chí")).SelectMany(criterion => Lines.Maps(criterion.Find("chỉ tiêu"))))
        {
            if (line.Find("điểm") is not YamlNode.Map points || line.Find("tính") is not null || points.Find("theo bậc") is not null) continue;
            var code = line.TextOf("mã") ?? "";
            var taken = reader.Measures.Any(measure => VietnameseText.Same(measure.Name, $"điểm {code}"));
            made.Add((Word(line, SetReader.PointsCode(id, code)), new YamlNode.Map(line.File, line.Line, line.Column,
            [
                (Word(line, "tên"), Word(line, taken ? $"điểm {code} của {id}" : $"điểm {code}")),
                (Word(line, "kiểu"), Word(line, "đại lượng")),
                (Word(line, "đơn vị"), Word(line, "điểm")),
                (Word(line, "muốn"), Word(line, "tăng")),
                .. points.TextOf("tối đa") is { Length: > 0 } most ? [(Word(line, "không quá"), (YamlNode)Word(points, most))] : Array.Empty<(YamlNode.Scalar, YamlNode)>(),
            ])));
        }

        reader.Read(new YamlNode.Map(set.File, set.Line, set.Column, made));
    }

    private static YamlNode.Scalar Word(YamlNode at, string text) => new(at.File, at.Line, at.Column, text);
}
