using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Recognition;

/// <summary>Xem công nhận và danh hiệu của một đơn vị, and which of them some set asks about.</summary>
public sealed class ShowTitles(RuralDb db, UnitReader units, ActiveCriteria criteria)
{
    public sealed record UnitTitles(Unit Unit, IReadOnlyList<RecordedTitle> Titles, IReadOnlyList<(string Value, string Name)> Choices)
    {
        /// <summary>The title's own name, or that of the set it recognises.</summary>
        public string NameOf(RecordedTitle title) => Choices.FirstOrDefault(choice => choice.Value == title.Name).Name ?? title.Name;
    }

    public async Task<UnitTitles?> Of(string unit, Standpoint here, CancellationToken ct)
    {
        var around = await units.Around([unit], ct);
        if (around.Tree.Find(unit, here.At) is not { } found) return null;
        var key = around.Keys[unit];
        var titles = await db.Titles.AsNoTracking().Where(title => title.Shard == key.Shard && title.UnitId == key.Id).OrderBy(title => title.Id).ToListAsync(ct);
        return new(found, titles, [.. Choices(criteria.Current.Library, found, here.At)]);
    }

    private static IEnumerable<(string, string)> Choices(CriteriaLibrary library, Unit unit, DateOnly at)
    {
        var sets = library.Sets.Select(set => set.At(at)).Where(set => set.Levels.Contains(unit.Level)).ToList();
        foreach (var set in sets) yield return (set.Id, $"Công nhận theo {set.ShortTitle}");
        foreach (var title in sets.SelectMany(set => set.Indicators).SelectMany(line => TitlesAsked(line.Requirement)).Distinct()) yield return (title, title);
    }

    private static IEnumerable<string> TitlesAsked(Requirement requirement) => requirement switch
    {
        Requirement.HoldsTitle(var title, _) => [title],
        Requirement.All(var parts) => parts.SelectMany(TitlesAsked),
        Requirement.AtLeast(_, var parts) => parts.SelectMany(TitlesAsked),
        Requirement.When(_, var inner) => TitlesAsked(inner),
        Requirement.Window(var inner, _, _) => TitlesAsked(inner),
        _ => [],
    };
}
