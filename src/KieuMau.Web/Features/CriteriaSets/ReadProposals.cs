using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Observations;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Đọc các đề nghị mức, and who besides whoever entered one may confirm it.</summary>
public sealed class ReadProposals(RuralDb db, Gate gate, ReadPerson people, RoleBook roles)
{
    private const int LatestDecided = 6;

    public Task<LevelProposal?> One(int id, CancellationToken ct) => db.LevelProposals.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, ct);

    /// <summary>Waiting for a second person, oldest first.</summary>
    public Task<List<LevelProposal>> Waiting(CancellationToken ct, string? set = null) =>
        db.LevelProposals.AsNoTracking().Where(one => one.State == ProposalState.Waiting && (set == null || one.SetId == set)).OrderBy(one => one.Id).ToListAsync(ct);

    /// <summary>Of a line: those waiting, and the latest decided on.</summary>
    public async Task<IReadOnlyList<LevelProposal>> OfLine(string set, string line, CancellationToken ct)
    {
        var all = db.LevelProposals.AsNoTracking().Where(one => one.SetId == set && one.Line == line);
        return [.. await all.Where(one => one.State == ProposalState.Waiting).OrderBy(one => one.Id).ToListAsync(ct), .. await all.Where(one => one.State != ProposalState.Waiting).OrderByDescending(one => one.Id).Take(LatestDecided).ToListAsync(ct)];
    }

    /// <summary>Of the amendments of a line, those that came with a paper.</summary>
    public Task<Dictionary<string, LevelProposal>> ByAmendment(string set, string line, CancellationToken ct) =>
        db.LevelProposals.AsNoTracking().Where(one => one.SetId == set && one.Line == line && one.Amendment != null).ToDictionaryAsync(one => one.Amendment!, ct);

    /// <param name="account">Whoever entered the level.</param>
    public async Task<SecondPeople> Others(int account, CancellationToken ct)
    {
        var (holding, accounts) = (roles.Holding(Right.ManageSets).ToList(), db.Accounts);
        var codes = holding.ConvertAll(role => role.Code);
        var held = db.Posts.HeldOn(gate.Today, roles).Where(post => codes.Contains(post.Role));
        var candidates = await accounts.AsNoTracking().Where(one => one.Id != account && one.DisabledAt == null && held.Any(post => post.AccountId == one.Id)).OrderBy(one => one.Id).ToListAsync(ct);
        var others = new List<Who>();
        foreach (var who in await people.Of(candidates, ct))
        {
            if (await gate.WouldLet(who, Right.ManageSets, ct)) others.Add(who);
        }

        return new([.. others.Select(who => who.Account)], [.. others.Select(who => who.SpokenOn(gate.Today)).Distinct()], [.. holding.Select(role => role.Name)]);
    }
}

/// <summary>Lời của đề nghị.</summary>
public static class ProposalWords
{
    /// <summary>"do Văn phòng UBND xã đề nghị, đã được UBND xã xác nhận ngày 25/11/2026"; two of one post are told apart by their accounts.</summary>
    public static string SpokenCourse(this LevelProposal proposal)
    {
        var alike = proposal.DecidedBy == proposal.Who && proposal.DecidedAccount != proposal.Account;
        return $"do {proposal.Who}{Number(alike, proposal.Account)} đề nghị, {proposal.SpokenState(Number(alike, proposal.DecidedAccount))}";

        static string Number(bool said, int? account) => said ? $" (tài khoản số {account})" : "";
    }

    /// <summary>"đã được Văn phòng UBND xã xác nhận ngày 25/11/2026".</summary>
    /// <param name="who">Said after whoever decided.</param>
    public static string SpokenState(this LevelProposal proposal, string who = "") => proposal.State switch
    {
        ProposalState.Waiting => "đang chờ người thứ hai xác nhận",
        ProposalState.Confirmed => $"đã được {proposal.DecidedBy}{who} xác nhận {Day(proposal)}",
        ProposalState.Refused => $"đã bị {proposal.DecidedBy}{who} từ chối {Day(proposal)}",
        ProposalState.Withdrawn => $"đã được rút {Day(proposal)}",
        _ => throw new ArgumentOutOfRangeException(nameof(proposal), proposal.State, null),
    };

    private static string Day(LevelProposal proposal) => $"ngày {DateOnly.FromDateTime(proposal.DecidedAt!.Value.InVietNam()).Spoken()}";
}
