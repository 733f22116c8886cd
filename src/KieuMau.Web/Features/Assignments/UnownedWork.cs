using KieuMau.Domain.Accounts;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;

namespace KieuMau.Web.Features.Assignments;

/// <summary>Việc của người phân công: sets the commune works on with lines that nobody leads, one item a set.</summary>
public sealed class UnownedWork(ReadAssignments reader, ShowAssignments assignments) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> For(Who who, Standpoint here, CancellationToken ct)
    {
        if (here.Commune is not { } commune || !here.MayAtCommune.Contains(Right.Assign) || await reader.Of(commune.Code, ct) is not { } known) return [];
        return [.. from set in assignments.SetsAtWork(known, commune, here.At)
                   let units = known.JudgedBy(set, here.At).Select(unit => unit.Code).ToList()
                   where units.Count > 0
                   let count = known.Book.Unowned(set, units, here.At).Count
                   where count > 0
                   select new WorkItem(WorkKind.Unowned, $"{set.ShortTitle}: {count} chỉ tiêu chưa có người phụ trách.", $"/xa/{commune.Code}/phan-cong?bo={Uri.EscapeDataString(set.Id)}&xem=trong", commune.Code)];
    }
}
