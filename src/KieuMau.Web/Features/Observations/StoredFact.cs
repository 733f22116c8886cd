using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Web.Features.CriteriaSets;

namespace KieuMau.Web.Features.Observations;

/// <summary>A stored revision as the domain knows it.</summary>
public static class StoredFact
{
    /// <summary>Nothing when the dictionary in force no longer has the measure.</summary>
    public static Fact? ToFact(this ObservationRevision row, CriteriaInForce law, DateTime savedAt, string who, string origin) =>
        law.MeasureOf(row.MeasureId) is { } measure
            ? new(measure, PackedPeriod.Read(row.Period), row.Split, row.Value(measure), row.AsOf, savedAt, row.Note, who, origin, row.Id)
            : null;

    /// <summary>The current value of a place; who and when are left to its history.</summary>
    public static Fact AsFact(this CurrentObservation row, Measure measure) =>
        new(measure, PackedPeriod.Read(row.Period), row.Split, row.Value(measure), row.AsOf, default, row.Note, Revision: row.Revision);

    public static ObservedValue Value(this ObservationRow row, Measure measure) => new StoredValue(row.Kind, row.Number, row.Text).Read(measure);
}
