using KieuMau.Domain.Accounts;
using KieuMau.Domain.Assignments;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Assignments;

/// <summary>Cơ quan của xã: added, renamed, closed. What was assigned to one that closes ends the same day.</summary>
public sealed class KeepOffices(RuralDb db, CommuneLock turn, ReadAssignments reader, EndAssignment ending, RoleBook roles, Gate gate, JournalWriter journal)
{
    /// <param name="role">Code of the role its people hold.</param>
    public Task<Refusal?> Add(string commune, string name, string role, DateOnly from, CancellationToken ct = default) => Add(commune, [new(name, role)], from, ct);

    /// <summary>Several at once: all of them, or none.</summary>
    public Task<Refusal?> Add(string commune, IReadOnlyList<NewOffice> offices, DateOnly from, CancellationToken ct = default) => Change(commune, async known =>
    {
        var there = known.Offices.ToList();
        foreach (var (name, role) in offices)
        {
            if (name.Trim().Length == 0) return AssignmentRefusals.NoOfficeName();
            if (roles.Find(role) is not { IsOffice: true }) return AssignmentRefusals.NoOfficeRole();
            if (Named(there, name, from) is { } twice) return AssignmentRefusals.OfficeTwice(twice.Name);
            var office = new Office { Shard = known.Shard, UnitId = known.Around.Keys[commune].Id, Name = name.Trim(), Role = role, ValidFrom = from };
            db.Offices.Add(office);
            await db.SaveChangesAsync(ct);
            await journal.Append(known.Shard, new("offices.add", $"Thêm cơ quan {office.Name} từ ngày {Term.Written(from)}") { Unit = commune, Subject = $"office:{office.Id}", To = role }, ct);
            there.Add(office);
        }

        return null;
    }, ct);

    public Task<Refusal?> Rename(string commune, int office, string name, CancellationToken ct = default) => Change(commune, async known =>
    {
        if (name.Trim().Length == 0) return AssignmentRefusals.NoOfficeName();
        if (known.Offices.FirstOrDefault(one => one.Id == office) is not { } found) return AssignmentRefusals.NoSuchOffice();
        if (Named(known.Offices, name, found.ValidFrom) is { } twice && twice.Id != office) return AssignmentRefusals.OfficeTwice(twice.Name);
        var changed = name.Trim();
        await db.Offices.Where(one => one.Id == office).ExecuteUpdateAsync(set => set.SetProperty(one => one.Name, changed), ct);
        await journal.Append(known.Shard, new("offices.rename", $"Đổi tên cơ quan {found.Name} thành {changed}") { Unit = commune, Subject = $"office:{office}", From = found.Name, To = changed }, ct);
        return null;
    }, ct);

    public Task<Refusal?> Close(string commune, int office, DateOnly lastDay, string why, CancellationToken ct = default) => Change(commune, async known =>
    {
        if (known.Offices.FirstOrDefault(one => one.Id == office) is not { } found) return AssignmentRefusals.NoSuchOffice();
        if (lastDay < found.ValidFrom) return AssignmentRefusals.EndsBeforeItBegins(new(found.ValidFrom, lastDay));
        var last = new Term(found.ValidFrom, found.ValidTo).EndedBy(lastDay).To;
        await db.Offices.Where(one => one.Id == office).ExecuteUpdateAsync(set => set.SetProperty(one => one.ValidTo, last), ct);
        var ended = await ending.WithOffice(known, office, lastDay, why.Length > 0 ? why : $"{found.Name} kết thúc", ct);
        await journal.Append(known.Shard, new("offices.close", $"Đóng cơ quan {found.Name} sau ngày {Term.Written(lastDay)}; {ended} phân công kết thúc theo") { Unit = commune, Subject = $"office:{office}", Why = why }, ct);
        return null;
    }, ct);

    /// <summary>The office of a commune that bears a name on or after a day: there is never a second.</summary>
    public static Office? Named(IEnumerable<Office> offices, string name, DateOnly from) =>
        offices.FirstOrDefault(one => VietnameseText.Same(one.Name, name.Trim()) && new Term(one.ValidFrom, one.ValidTo).Overlaps(new(from)));

    private async Task<Refusal?> Change(string commune, Func<CommuneAssignments, Task<Refusal?>> act, CancellationToken ct)
    {
        if (await gate.Refuse(Right.Assign, commune, ct) is { } noRight) return noRight;
        if (await reader.Of(commune, ct) is not { } known) return Units.UnitRefusals.Unknown(commune);
        await using var held = await turn.Take([known.Shard], ct);
        reader.Forget();
        var refusal = await act((await reader.Of(commune, ct))!);
        db.ChangeTracker.Clear();
        if (refusal is not null) return refusal;
        await held.Commit(ct);
        reader.Forget();
        return null;
    }
}

/// <param name="Role">Code of the role its people hold.</param>
public sealed record NewOffice(string Name, string Role);
