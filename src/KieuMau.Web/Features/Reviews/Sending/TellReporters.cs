using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Assignments;
using KieuMau.Web.Features.Notices;

namespace KieuMau.Web.Features.Reviews.Sending;

/// <summary>Báo cho người gửi, người thẩm tra: who is meant, and the inbox of each.</summary>
public sealed class TellReporters(OfficePeople people, TellPeople tell, TimeProvider clock)
{
    /// <summary>People who enter for a khu, or work in an office.</summary>
    public async Task<IReadOnlyList<int>> Senders(ReportPlace place, CancellationToken ct) =>
        place.Office is { } office ? await people.Of(office, clock.Today(), ct) : await people.Of(place.UnitId, Right.EnterKhu, clock.Today(), ct);

    /// <summary>Only those who still hold a post there: reasons and answers are not for somebody who has left.</summary>
    public async Task Tell(ReportPlace place, IEnumerable<int> accounts, string kind, string key, string text, string href, CancellationToken ct) =>
        await tell.Tell(await people.StillIn([.. accounts.Distinct()], [.. place.Around.Keys.Values.Select(unit => unit.Id)], clock.Today(), ct), kind, key, text, href, ct);
}
