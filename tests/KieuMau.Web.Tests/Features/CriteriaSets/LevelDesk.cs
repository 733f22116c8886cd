using KieuMau.Domain.Accounts;
using KieuMau.Domain.Evidence;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Evidence.Files;
using KieuMau.Web.Tests.Features.Evidence;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.CriteriaSets;

/// <summary>Two people of one office: whoever enters a level, and whoever confirms it.</summary>
internal static class LevelDesk
{
    public static readonly Somebody Second = new("office", "thanh-dinh", "-hai");

    public static readonly byte[] Decision = EvidenceOffice.Pdf("Quyết định 12/QĐ-UBND");

    public static Task<Refusal?> Propose(this Site site, OfficialLevel level, byte[]? paper = null, string name = "quyet-dinh-12.pdf", Somebody? by = null) => site.Act(by ?? People.Office, async services =>
    {
        using var arrival = await services.GetRequiredService<FileStore>().Receive(new MemoryStream(paper ?? Decision), EvidenceLimits.LargestFile, default);
        return await services.GetRequiredService<ProposeLevel>().Propose(level, [new SentFile(arrival, name)], declared: true);
    });

    public static Task<Refusal?> Decide(this Site site, Somebody by, Func<DecideLevel, Task<Refusal?>> act) => site.Act(by, services => act(services.GetRequiredService<DecideLevel>()));

    /// <summary>Entered by one, confirmed by the other.</summary>
    public static async Task<Refusal?> PutInForce(this Site site, OfficialLevel level)
    {
        if (await site.Propose(level) is { } refusal) return refusal;
        var id = (await site.Proposals())[^1].Id;
        return await site.Decide(Second, desk => desk.Confirm(id));
    }

    public static Task<List<LevelProposal>> Proposals(this Site site) => site.Do(services => services.GetRequiredService<RuralDb>().LevelProposals.AsNoTracking().OrderBy(one => one.Id).ToListAsync());

    public static async Task<T> Act<T>(this Site site, Somebody by, Func<IServiceProvider, Task<T>> act)
    {
        var account = await site.AccountOf(by);
        return await site.Do(async services =>
        {
            services.GetRequiredService<CurrentPerson>().Who = (await services.GetRequiredService<ReadPerson>().Of(account))! with { SecondFactor = true };
            return await act(services);
        });
    }
}
