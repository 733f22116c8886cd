using KieuMau.Domain.Measures;

namespace KieuMau.Domain.Observations;

/// <summary>Giá trị: what was seen. Missing, "không áp dụng" and zero are three different things.</summary>
public abstract record ObservedValue
{
    private ObservedValue() { }

    public sealed record Number(decimal Value) : ObservedValue;

    /// <summary>Only the percentage is known of a count or quantity.</summary>
    public sealed record Share(decimal Percent) : ObservedValue;

    /// <summary>Yes or no: of a yes/no measure, a facet, or the coarser answer of a count.</summary>
    public sealed record Answer(bool Yes) : ObservedValue;

    /// <param name="Rank">Position on the measure's scale, from 0, low to high.</param>
    public sealed record Level(int Rank) : ObservedValue;

    public sealed record Chosen(IReadOnlyList<string> Options) : ObservedValue
    {
        public bool Equals(Chosen? other) => other is not null && Options.Order().SequenceEqual(other.Options.Order());

        public override int GetHashCode() => Options.Count;
    }

    /// <summary>Không áp dụng, with the reason.</summary>
    public sealed record NotApplicable(string Reason) : ObservedValue;

    /// <summary>Chưa có số liệu: the value was cleared.</summary>
    public sealed record Nothing : ObservedValue;

    /// <summary>The way it is known: an exact value and a coarser one of the same measure may stand side by side.</summary>
    public ValueForm FormFor(Measure measure) => this switch
    {
        Share when measure.Kind != MeasureKind.Percentage => ValueForm.Share,
        Answer when measure.IsNumber => ValueForm.Answer,
        _ => ValueForm.Exact,
    };

    /// <summary>As people read it, with the measure's unit.</summary>
    public string Spoken(Measure measure) => this switch
    {
        Number(var value) when measure.Kind == MeasureKind.Percentage => NumberText.Spoken(value) + "\u00a0%",
        Number(var value) => measure.Unit.Length == 0 ? NumberText.Spoken(value) : $"{NumberText.Spoken(value)}\u00a0{measure.Unit}",
        Share(var percent) => NumberText.Spoken(percent) + "\u00a0%",
        Answer(var yes) => yes ? "có" : "không",
        Level(var rank) => measure.Scale[rank],
        Chosen(var options) => options.Count == 0 ? "không mục nào" : string.Join("; ", options),
        NotApplicable(var reason) => $"không áp dụng ({reason})",
        _ => "chưa có số liệu",
    };
}

public enum ValueForm
{
    Exact,
    Share,
    Answer,
}
