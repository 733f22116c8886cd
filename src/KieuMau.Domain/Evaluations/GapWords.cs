using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>Lời của phần còn thiếu: a gap is work, with a verb, a number and a unit.</summary>
internal static class GapWords
{
    public static string By(Measure measure, ObservedValue? before, ObservedValue after, string unitCount) => after switch
    {
        ObservedValue.Number(var number) => NumberText.Canonical(unitCount.Length > 0 ? number : number - NumberOf(before)),
        ObservedValue.Share(var percent) => NumberText.Canonical(percent - NumberOf(before)),
        ObservedValue.Answer(var yes) => yes ? "yes" : "no",
        ObservedValue.Level(var rank) => measure.Scale[rank],
        _ => "",
    };

    public static string UnitOf(Measure measure, ObservedValue after, string unitCount) => after switch
    {
        _ when unitCount.Length > 0 => unitCount,
        ObservedValue.Share => "điểm %",
        ObservedValue.Number when measure.Kind == MeasureKind.Percentage => "điểm %",
        ObservedValue.Number when measure.Kind == MeasureKind.Choices => "mục",
        ObservedValue.Number => measure.Unit,
        _ => "",
    };

    public static string Spoken(Measure measure, string split, ObservedValue? before, ObservedValue after, string unitCount, bool withName)
    {
        var name = split.Length > 0 ? $"{measure.Name} ({split})" : measure.Name;
        switch (after)
        {
            case ObservedValue.Answer(true) when measure.Coarser is Coarser.AllOrNot(var question): return $"cần có: {question}";
            case ObservedValue.Answer(var yes): return yes ? $"cần có: {(split.Length > 0 ? $"{measure.Name}: {split}" : measure.Name)}" : $"cần không còn: {name}";
            case ObservedValue.Level(var rank): return $"cần đạt mức {measure.Scale[rank]}: {name}";
            case ObservedValue.Number or ObservedValue.Share:
                var unit = UnitOf(measure, after, unitCount);
                var by = NumberOf(after) - (unitCount.Length > 0 ? 0 : NumberOf(before));
                var verb = by < 0 ? "giảm" : unit == "điểm %" ? "tăng" : "thêm";
                var amount = $"{verb} {NumberText.Spoken(Math.Abs(by))}\u00a0{unit}".TrimEnd('\u00a0');
                return (withName || split.Length > 0) && unitCount.Length == 0 ? $"{amount} {name}" : amount;
            default: return "";
        }
    }

    private static decimal NumberOf(ObservedValue? value) => value switch
    {
        ObservedValue.Number(var number) => number,
        ObservedValue.Share(var percent) => percent,
        _ => 0,
    };
}
