using KieuMau.Domain.Accounts;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Việc của người thứ hai: levels that somebody else has entered, and that are judged by only once they are confirmed.</summary>
public sealed class LevelWork(ReadProposals read, ActiveCriteria criteria, Gate gate) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> For(Who who, Standpoint here, CancellationToken ct)
    {
        if (!await gate.May(Right.ManageSets, ct: ct)) return [];
        return [.. from proposal in await read.Waiting(ct)
                   where proposal.Account != who.Account
                   let name = criteria.Current.Library.Find(proposal.SetId)?.Latest.Find(proposal.Line)?.ShortName
                   select new WorkItem(WorkKind.ToConfirm, $"{proposal.Line} {name}: mức “{proposal.Level}” do {proposal.Who} đề nghị, đối chiếu với {proposal.Decision} rồi xác nhận.", $"{proposal.Href}#cho", "")];
    }
}
