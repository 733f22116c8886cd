using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Formats.Tests.Observations;

/// <summary>Values of every kind and form a measure may have, by chance.</summary>
internal sealed class RandomValues(int seed)
{
    private static readonly string[] Reasons = ["chưa có nhà văn hóa", "(đang xây) = chờ", "Không có, \"đã hỏi\"", "+ mới", "a\nb", "@x; y"];
    private readonly Random random = new(seed);

    public bool Chance(double share) => random.NextDouble() < share;

    public ObservedValue? Value(Measure measure, string split)
    {
        if (Chance(0.1)) return new ObservedValue.NotApplicable(Reasons[random.Next(Reasons.Length)]);
        ObservedValue value = measure.Kind switch
        {
            MeasureKind.Count when measure.Coarser is Coarser.ShareOf && Chance(0.5) => new ObservedValue.Share(Decimal(100, 6)),
            MeasureKind.Count when measure.Coarser is Coarser.AllOrNot or Coarser.AtLeastOrNone && Chance(0.5) => new ObservedValue.Answer(Chance(0.5)),
            MeasureKind.Count => new ObservedValue.Number(Whole()),
            MeasureKind.Money => new ObservedValue.Number(measure.Decimals == 0 ? Whole() : Decimal(100_000, 3)),
            MeasureKind.Quantity => new ObservedValue.Number(Decimal(1_000_000, 9)),
            MeasureKind.Percentage => new ObservedValue.Number(Decimal(100, 9)),
            MeasureKind.YesNo => new ObservedValue.Answer(Chance(0.5)),
            MeasureKind.Level => new ObservedValue.Level(random.Next(measure.Scale.Count)),
            MeasureKind.Choices => new ObservedValue.Chosen([.. measure.Options.Concat(measure.OptionsOpen ? ["Cây xanh", "chợ, siêu thị"] : []).Where(_ => Chance(0.5))]),
            _ => new ObservedValue.Answer(Chance(0.5)),
        };
        return ObservationRules.Check(measure, value, split) is null ? value : null;
    }

    private decimal Whole() => random.Next(4) switch { 0 => 0, 1 => random.Next(100), 2 => random.Next(2_000_000), _ => random.NextInt64(999_999_999_999_999) };

    private decimal Decimal(int below, int places) => Math.Round((decimal)random.NextDouble() * below, random.Next(places + 1));
}
