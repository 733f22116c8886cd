using KieuMau.Domain.Accounts;
using KieuMau.Domain.Evidence;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Evidence.Files;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>
/// Trả bản quyết định đính kèm: always a download. Once confirmed it stands behind a level that everybody is judged by, and
/// whoever reads the sets reads it; until then only whoever may enter levels.
/// </summary>
public static class LevelPapers
{
    public static void MapLevelPapers(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/bo-tieu-chi/{set}/{line}/de-nghi/{id:int}/van-ban", Download).Asks(Right.ReadSets);

    public static string Address(LevelProposal proposal) => FormattableString.Invariant($"{proposal.Href}/de-nghi/{proposal.Id}/van-ban");

    private static async Task<IResult> Download(HttpContext http, string set, string line, int id, ReadProposals read, FileStore store, Gate gate)
    {
        if (await read.One(id, http.RequestAborted) is not { } proposal || proposal.SetId != set || proposal.Line != line) return Results.NotFound();
        if (proposal.State != ProposalState.Confirmed && !await gate.May(Right.ManageSets, ct: http.RequestAborted)) return Results.NotFound();
        if (store.Find(proposal.Hash) is not { } path) return Results.NotFound();
        return ServeEvidence.Answer(http, path, proposal.Kind.ContentType, proposal.Hash, proposal.Name);
    }
}
