using KieuMau.Domain.Accounts;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Units;

/// <summary>Đổi tên, chuyển, đóng, nhập đơn vị: what was true before a date stays true of that time.</summary>
public sealed class ChangeUnits(RuralDb db, CommuneLock turn, UnitReader units, RejudgeAfterUnits rejudge, Gate gate, JournalWriter journal)
{
    /// <param name="from">First day of the new name; the first day of the unit's row corrects the name in place.</param>
    public Task<Refusal?> Rename(string code, string name, DateOnly from, CancellationToken ct = default) =>
        string.IsNullOrWhiteSpace(name)
            ? Task.FromResult<Refusal?>(UnitRefusals.NoName())
            : Split(code, from, unit => unit with { Name = name.Trim() }, ct);

    public Task<Refusal?> Describe(string code, IReadOnlyDictionary<string, string> attributes, DateOnly from, CancellationToken ct = default) =>
        Split(code, from, unit => unit with { Attributes = attributes }, ct);

    public async Task<Refusal?> Close(string code, DateOnly lastDay, IReadOnlyList<string> successors, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ManageUnits, code, ct) is { } refusal) return refusal;
        var around = await units.Around([code], ct);
        if (around.Tree.Find(code, lastDay) is not { } unit) return Missing(around.Tree, code, lastDay);
        await using var held = await turn.Take(around.ShardsOver(code), ct);
        var below = around.Tree.Children(code, lastDay.AddDays(1)).Count();
        if (below > 0) return UnitRefusals.HasUnitsBelow(unit, below, lastDay);

        await End(around.Keys[code].Id, lastDay, successors, ct);
        await rejudge.After([code], lastDay, ct);
        await Note("units.close", $"{unit.Name} đóng sau ngày {lastDay:dd/MM/yyyy}", code, string.Join(", ", successors), ct);
        await held.Commit(ct);
        return null;
    }

    /// <summary>Nhập: several units end and one follows them; what stood below them stands below it.</summary>
    /// <param name="into">The unit that follows, already entered and valid from that day.</param>
    public async Task<Refusal?> Merge(IReadOnlyList<string> codes, string into, DateOnly from, CancellationToken ct = default)
    {
        foreach (var code in codes.Append(into))
        {
            if (await gate.Refuse(Right.ManageUnits, code, ct) is { } refusal) return refusal;
        }

        var around = await units.Around([.. codes, into], ct);
        var lastDay = from.AddDays(-1);
        if (around.Tree.Find(into, from) is null) return Missing(around.Tree, into, from);
        foreach (var code in codes)
        {
            if (around.Tree.Find(code, lastDay) is null) return Missing(around.Tree, code, lastDay);
        }

        await using var held = await turn.Take(codes.Append(into).SelectMany(around.ShardsOver), ct);
        foreach (var code in codes)
        {
            foreach (var child in around.Tree.Children(code, from).ToList())
            {
                await Replace(around, child, child with { Parent = into, ValidFrom = from }, ct);
            }

            await End(around.Keys[code].Id, lastDay, [into], ct);
        }

        await rejudge.After([.. codes, into], lastDay, ct);
        await Note("units.merge", $"Nhập {string.Join(", ", codes)} vào {into} từ {from:dd/MM/yyyy}", into, into, ct);
        await held.Commit(ct);
        return null;
    }

    private async Task<Refusal?> Split(string code, DateOnly from, Func<Unit, Unit> change, CancellationToken ct)
    {
        if (await gate.Refuse(Right.ManageUnits, code, ct) is { } refusal) return refusal;
        var around = await units.Around([code], ct);
        if (around.Tree.Find(code, from) is not { } unit) return Missing(around.Tree, code, from);
        await using var held = await turn.Take(around.ShardsOver(code), ct);
        await Replace(around, unit, change(unit) with { ValidFrom = from }, ct);
        await rejudge.After([code], from, ct);
        await Note("units.change", $"Sửa {unit.Name} từ {from:dd/MM/yyyy}: {Told(unit)} → {Told(change(unit))}", code, Told(change(unit)), ct);
        await held.Commit(ct);
        return null;
    }

    private async Task Replace(UnitSurroundings around, Unit old, Unit changed, CancellationToken ct)
    {
        var id = around.Keys[old.Code].Id;
        var row = await db.UnitRows.SingleAsync(row => row.UnitId == id && row.ValidFrom == old.ValidFrom, ct);
        var next = UnitRows.Of(changed, id, changed.Parent is null ? null : around.Keys[changed.Parent].Id);
        if (changed.ValidFrom == old.ValidFrom)
        {
            db.Entry(row).CurrentValues.SetValues(next);
        }
        else
        {
            row.ValidTo = changed.ValidFrom.AddDays(-1);
            db.UnitRows.Add(next);
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private async Task End(int id, DateOnly lastDay, IReadOnlyList<string> successors, CancellationToken ct)
    {
        var row = await db.UnitRows.SingleAsync(row => row.UnitId == id && row.ValidFrom <= lastDay && (row.ValidTo == null || row.ValidTo >= lastDay), ct);
        row.ValidTo = lastDay;
        row.Successors = UnitRows.Write(successors);
        await db.UnitRows.Where(later => later.UnitId == id && later.ValidFrom > lastDay).ExecuteDeleteAsync(ct);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private Task Note(string act, string said, string unit, string to, CancellationToken ct) =>
        journal.Append(JournalWriter.OfNoCommune, new(act, said) { Unit = unit, To = to }, ct);

    private static string Told(Unit unit) => $"{unit.Name} ({string.Join(", ", unit.Attributes.Select(pair => $"{pair.Key}: {pair.Value}"))})";

    private static Refusal Missing(UnitTree tree, string code, DateOnly date) =>
        tree.Rows(code).Count == 0 ? UnitRefusals.Unknown(code) : UnitRefusals.NotThen(code, date);
}
