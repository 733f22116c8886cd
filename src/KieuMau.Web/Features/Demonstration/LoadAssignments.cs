using KieuMau.Domain.Assignments;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Formats.Assignments;
using KieuMau.Web.Features.Assignments;

namespace KieuMau.Web.Features.Demonstration;

/// <summary>Nạp ban và phân công minh họa, through the same use cases as an office; lines left without owner on purpose.</summary>
public sealed class LoadAssignments(KeepOffices offices, SetUpBoard boards, ChangeMembers members, AssignLines lines, ReadAssignments reader)
{
    public async Task Load(AssignmentPlan plan, CancellationToken ct)
    {
        var term = new Term(plan.From);
        foreach (var office in plan.Offices) Hold(await offices.Add(plan.Commune, office.Name, office.Role, plan.From, ct));
        foreach (var board in plan.Boards)
        {
            var (id, refusal) = await boards.SetUp(plan.Commune, new(board.Kind, board.Name, board.Unit, board.Decision, SourceStatus.Illustration, term), ct);
            Hold(refusal);
            foreach (var member in board.Members)
                Hold((await members.Add(plan.Commune, new(id, member.Position, member.Named, null, await OfficeOf(plan.Commune, member.Office, ct), term), ct)).Refusal);
        }

        foreach (var one in plan.Assignments)
        {
            var through = one.Through.Length == 0 ? null : (await reader.Of(plan.Commune, ct))!.Members.FirstOrDefault(member => member.Named == one.Through)?.Id;
            Hold(await lines.Assign(plan.Commune, new(one.Lines[0].Set, one.Lines, "", AssignedAs.Lead, await OfficeOf(plan.Commune, one.Lead, ct), null, through, term), ct));
            foreach (var other in one.CoWorkers)
                Hold(await lines.Assign(plan.Commune, new(one.Lines[0].Set, one.Lines, "", AssignedAs.CoWorker, await OfficeOf(plan.Commune, other, ct), null, null, term), ct));
        }
    }

    private async Task<int?> OfficeOf(string commune, string name, CancellationToken ct) =>
        name.Length == 0 ? null : (await reader.Of(commune, ct))!.Offices.First(office => office.Name == name).Id;

    private static void Hold(Refusal? refusal)
    {
        if (refusal is not null) throw new InvalidOperationException("Phân công minh họa bị từ chối: " + refusal.Text);
    }
}
