using KieuMau.Domain.Accounts;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Observations;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Units;

/// <summary>Tìm chỗ đứng: from the address, the period chosen on this machine, and the numbers there are.</summary>
public sealed class FindStandpoint(RuralDb db, UnitReader units, ReadCommune communes, ActiveCriteria criteria, Gate gate, TimeProvider clock)
{
    private static readonly Right[] Asked = Enum.GetValues<Right>();

    /// <param name="unit">Code in the address; none on pages of no unit: then the first unit the person may read.</param>
    /// <param name="year">Chosen; none is the latest with numbers.</param>
    public async Task Fill(Standpoint here, string? unit, int? year, CancellationToken ct)
    {
        var today = clock.Today();
        var code = unit ?? await UsualUnit(today, ct);
        var read = code is null ? null : await communes.Remembered(code, ct);
        var years = read?.Years ?? [];

        var lives = read is null ? [] : LivesOf(read.Around, code!);
        here.Period = Period.OfYear(Chosen(year, years, lives, today.Year));
        here.At = LastDayIn(here.Period, lives, today);
        here.Periods = [.. Choices(years, here.Period.Year, today.Year).Where(one => Lived(lives, one)).Select(Period.OfYear)];
        here.Communes = [.. (await units.Communes(here.At, ct)).Where(ReadBy(gate.Who, today))];
        if (read is not null) FillUnits(here, read.Around, code!);
        await FillRights(here, ct);
        here.DataDate = read?.DataDate(here.At);
        await FillLaw(here, ct);
    }

    /// <summary>Where the person works; who works for the whole installation looks at the commune with numbers, before there are any at the first one entered.</summary>
    private async Task<string?> UsualUnit(DateOnly today, CancellationToken ct)
    {
        if (gate.Who is not { } who) return null;
        var own = who.PostsOn(today).Where(post => post.Role.Holds(Right.ReadUnit)).Select(post => post.Unit).FirstOrDefault();
        if (own is { Length: > 0 }) return own;
        if (own is null && who.Kind != AccountKind.Technical) return null;
        var shard = await db.Observations.OrderBy(row => row.Shard).Select(row => (int?)row.Shard).FirstOrDefaultAsync(ct);
        if (shard is not null) return await db.Shards.Where(one => one.Shard == shard).Select(one => one.Commune).FirstAsync(ct);
        return await units.Communes(today, ct) is [var first, ..] ? first.Code : null;
    }

    /// <summary>Communes the person may read: their own, those below the unit they work in, and those merged into it.</summary>
    private static Func<Unit, bool> ReadBy(Who? who, DateOnly day)
    {
        var held = who?.PostsOn(day).Where(post => post.Role.Holds(Right.ReadUnit)).Select(post => post.Unit).ToHashSet() ?? [];
        var all = held.Contains("") || who?.Kind == AccountKind.Technical;
        return commune => all || held.Contains(commune.Code) || (commune.Parent is { } parent && held.Contains(parent)) || commune.Successors.Any(held.Contains);
    }

    private async Task FillRights(Standpoint here, CancellationToken ct)
    {
        if (gate.Who is null) return;
        here.MayAtCommune = await RightsAt(here.Commune?.Code, ct);
        here.MayHere = here.Unit is null ? here.MayAtCommune : await RightsAt(here.Unit.Code, ct);
        if (here.KhuOnly) here.Below = [here.Unit!];
    }

    private async Task<HashSet<Right>> RightsAt(string? unit, CancellationToken ct)
    {
        var held = new HashSet<Right>();
        foreach (var right in Asked)
        {
            if (await gate.May(right, unit, ct)) held.Add(right);
        }

        return held;
    }

    private static void FillUnits(Standpoint here, UnitSurroundings around, string code)
    {
        here.Commune = around.CommuneOver(code, here.At);
        if (here.Commune is not { } commune) return;
        here.Below = [.. around.Tree.Children(commune.Code, here.At)];
        here.Unit = code == commune.Code ? null : around.Tree.Find(code, here.At);
    }

    private async Task FillLaw(Standpoint here, CancellationToken ct)
    {
        var library = criteria.Current.Library;
        here.Illustrated = (here.Commune is { } commune && await units.IsDemonstration(commune.Code, ct)) || library.Sets.Any(set => set.At(here.At).Illustrated);
        if (here.Below.Count == 0 || SetLadder.For(library, here.Below[0].Level, here.At) is not [var set, ..]) return;
        here.SetLine = set.Decision.Length > 0 ? $"{set.ShortTitle}, {set.Decision}" : set.ShortTitle;
    }

    /// <summary>The days between which the commune of this unit existed.</summary>
    private static List<Unit> LivesOf(UnitSurroundings around, string code) => [.. around.CommunesOver(code).SelectMany(around.Tree.Rows)];

    private static bool Lived(List<Unit> lives, int year) =>
        lives.Count == 0 || lives.Exists(life => life.ValidFrom.Year <= year && (life.ValidTo is not { } to || to.Year >= year));

    /// <summary>A year this machine remembers from another commune is no year of one that was not there: nobody is stranded in it.</summary>
    private static int Chosen(int? asked, IReadOnlyList<int> years, List<Unit> lives, int now)
    {
        if (asked is { } year && Lived(lives, year)) return year;
        return years.Count > 0 ? years.Max() : Lived(lives, now) ? now : lives.Max(life => (life.ValidTo ?? life.ValidFrom).Year);
    }

    /// <summary>The last day of the period, today if that is sooner, or the commune's own last day.</summary>
    private static DateOnly LastDayIn(Period period, List<Unit> lives, DateOnly today)
    {
        var day = period.Last < today ? period.Last : today;
        if (lives.Count == 0 || lives.Exists(life => life.ValidAt(day))) return day;
        return lives.Select(life => life.ValidTo).OfType<DateOnly>().Where(last => last >= period.First && last < day).Append(DateOnly.MinValue).Max() is var last && last > DateOnly.MinValue ? last : day;
    }

    private static IEnumerable<int> Choices(IReadOnlyList<int> years, int chosen, int now)
    {
        var first = years.Append(chosen).Append(now).Min();
        var last = years.Append(chosen).Append(now).Max();
        return Enumerable.Range(first, last - first + 1).Reverse();
    }
}
