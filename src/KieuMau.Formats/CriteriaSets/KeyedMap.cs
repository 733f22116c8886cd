using System.Globalization;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>Đọc một nhóm khóa: hands out each key once and reports those nobody asked for.</summary>
internal sealed class KeyedMap(YamlNode.Map map, List<FileProblem> problems)
{
    private readonly HashSet<string> asked = [];

    public YamlNode.Map Map => map;

    public List<FileProblem> Problems => problems;

    public bool Has(string key) => map.Find(key) is not null;

    public YamlNode? Take(string key)
    {
        asked.Add(key);
        return map.Find(key);
    }

    public string Text(string key, string otherwise = "")
    {
        switch (Take(key))
        {
            case null: return otherwise;
            case YamlNode.Scalar scalar: return scalar.Text;
            case var node:
                Complain(node, $"“{key}” phải là một dòng chữ.");
                return otherwise;
        }
    }

    public string Required(string key)
    {
        var text = Text(key);
        if (text.Length == 0 && map.Find(key) is null or YamlNode.Scalar { Text.Length: 0 }) Complain(map, $"Thiếu “{key}”.");
        return text;
    }

    /// <summary>A text or a list of texts.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        switch (Take(key))
        {
            case null: return [];
            case YamlNode.Scalar { Text: var text }: return text.Length == 0 ? [] : [text];
            case YamlNode.List list:
                foreach (var item in list.Items.Where(item => item is not YamlNode.Scalar)) Complain(item, $"Mỗi mục của “{key}” phải là một dòng chữ.");
                return [.. list.Items.OfType<YamlNode.Scalar>().Select(item => item.Text)];
            case var node:
                Complain(node, $"“{key}” phải là một dòng chữ hoặc một danh sách.");
                return [];
        }
    }

    public bool Yes(string key) => Text(key) switch
    {
        "" or "không" => false,
        "có" => true,
        var other => ComplainAnd(map.Find(key)!, $"“{key}” nhận “có” hoặc “không”, không phải “{other}”.", false),
    };

    /// <summary>A key that today has only these meanings: another word is refused rather than read past.</summary>
    public string OneOf(string key, params ReadOnlySpan<string> words)
    {
        var text = Text(key);
        if (text.Length == 0) return words[0];
        foreach (var word in words)
        {
            if (VietnameseText.Same(word, text)) return word;
        }

        Complain(map.Find(key)!, $"“{key}: {text}” không có; viết “{key}: {string.Join("” hoặc “", words.ToArray())}”.");
        return words[0];
    }

    public KeyedMap? Inside(string key)
    {
        switch (Take(key))
        {
            case null: return null;
            case YamlNode.Map inner: return new(inner, problems);
            case var node:
                Complain(node, $"“{key}” phải gồm các khóa bên trong, ví dụ {key}: {{ … }}.");
                return null;
        }
    }

    public IReadOnlyList<YamlNode> Items(string key)
    {
        switch (Take(key))
        {
            case null: return [];
            case YamlNode.List list: return list.Items;
            case var node:
                Complain(node, $"“{key}” phải là một danh sách.");
                return [];
        }
    }

    public IEnumerable<KeyedMap> Maps(string key)
    {
        foreach (var item in Items(key))
        {
            if (item is YamlNode.Map inner) yield return new(inner, problems);
            else Complain(item, $"Mỗi mục của “{key}” phải gồm các khóa bên trong.");
        }
    }

    public DateOnly? Date(string key)
    {
        var text = Text(key);
        if (text.Length == 0) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Complain(map.Find(key)!, $"“{text}” không phải là ngày; viết năm-tháng-ngày, ví dụ 2022-09-20.");
        return null;
    }

    public int? Whole(string key)
    {
        var text = Text(key);
        if (text.Length == 0) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Complain(map.Find(key)!, $"“{key}” phải là số nguyên, không phải “{text}”.");
        return null;
    }

    /// <summary>One of the words given; complains with the list otherwise.</summary>
    public T Choice<T>(string key, T otherwise, IReadOnlyDictionary<string, T> words)
    {
        var text = Text(key);
        if (text.Length == 0) return otherwise;
        foreach (var (word, value) in words)
        {
            if (VietnameseText.Same(word, text)) return value;
        }

        Complain(map.Find(key)!, $"“{key}: {text}” không có; dùng một trong: {string.Join(", ", words.Keys)}.");
        return otherwise;
    }

    public void Complain(YamlNode at, string message) => problems.Add(new(at.File, at.Line, at.Column, message));

    private T ComplainAnd<T>(YamlNode at, string message, T value)
    {
        Complain(at, message);
        return value;
    }

    /// <summary>Every key nobody asked for is an error, with the nearest known one.</summary>
    public void NothingElse()
    {
        foreach (var (key, _) in map.Entries.Where(entry => !asked.Contains(entry.Key.Text)))
        {
            var near = VietnameseText.Nearest(key.Text, asked.Where(one => map.Find(one) is null));
            Complain(key, $"Khóa “{key.Text}” không có ở đây.{(near is null ? "" : $" Có phải “{near}”?")}");
        }
    }
}
