namespace KieuMau.Domain.Measures;

/// <summary>Bảng số đo: every measure, found by code or by name.</summary>
public sealed class MeasureDictionary
{
    private readonly Dictionary<string, Measure> byCode;
    private readonly Dictionary<string, Measure> byName;

    /// <exception cref="ArgumentException">Two measures share a code or a name.</exception>
    public MeasureDictionary(IEnumerable<Measure> measures)
    {
        All = [.. measures];
        for (var i = 0; i < All.Count; i++) All[i].Ordinal = i;
        byCode = All.ToDictionary(measure => measure.Code);
        byName = All.ToDictionary(measure => VietnameseText.Fold(measure.Name));
    }

    public IReadOnlyList<Measure> All { get; }

    public Measure? Find(string codeOrName) =>
        byCode.GetValueOrDefault(codeOrName) ?? byName.GetValueOrDefault(VietnameseText.Fold(codeOrName));

    public Measure this[string codeOrName] =>
        Find(codeOrName) ?? throw new KeyNotFoundException($"Không có số đo “{codeOrName}”.");

    public string? NearestName(string typed) =>
        VietnameseText.Nearest(typed, All.Select(measure => measure.Name).Concat(All.Select(measure => measure.Code)));
}
