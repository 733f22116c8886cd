using System.Globalization;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Journal;

/// <summary>Chỗ đang đọc đến: the key of an entry, newest first. Pages go on from it, so that what is added meanwhile moves nothing.</summary>
public sealed record JournalPlace(DateTime At, int Shard, long Id)
{
    public static JournalPlace Of(JournalRow row) => new(row.At, row.Shard, row.Id);

    public string Spell() => string.Create(CultureInfo.InvariantCulture, $"{At.Ticks}-{Shard}-{Id}");

    public static JournalPlace? Read(string? text) =>
        text?.Split('-') is [var ticks, var shard, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks
        && int.TryParse(shard, NumberStyles.None, CultureInfo.InvariantCulture, out var chain) && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(new(at, DateTimeKind.Utc), chain, number)
            : null;
}

/// <summary>Đọc nhật ký: a page of entries, newest first, of what the person may read.</summary>
public sealed class ShowJournal(RuralDb db, FindJournalScope scopes, UnitReader reader)
{
    public const int OnePage = 30;
    private const int MostPeople = 300;

    /// <param name="Next">Where the next page begins; none on the last.</param>
    /// <param name="Units">To choose from: those that are no more as well, for their entries stay.</param>
    /// <param name="Named">The units of the rows.</param>
    /// <param name="LastCheck">The last look at whether the journal is whole.</param>
    public sealed record View(IReadOnlyList<JournalRow> Rows, JournalPlace? Next, IReadOnlyList<(int Account, string Name)> People, IReadOnlyList<(string Code, string Name)> Units, UnitTree Named, JournalRow? LastCheck);

    public async Task<View> Of(JournalFilter filter, JournalPlace? after, CancellationToken ct)
    {
        var scope = await scopes.Of(ct);
        var rows = await Older(await filter.Over(db, scope, ct), after).Take(OnePage + 1).ToListAsync(ct);
        var next = rows.Count > OnePage ? JournalPlace.Of(rows[OnePage - 1]) : null;
        var named = await reader.Alone([.. rows.Select(row => row.Unit).Distinct()], ct);
        return new([.. rows.Take(OnePage)], next, await People(scope, ct), await Units(scope, ct), named, await LastCheck(scope, ct));
    }

    /// <summary>Newest first, from a place on.</summary>
    public static IQueryable<JournalRow> Older(IQueryable<JournalRow> rows, JournalPlace? after)
    {
        if (after is { At: var at, Shard: var shard, Id: var id })
            rows = rows.Where(row => row.At < at || (row.At == at && (row.Shard < shard || (row.Shard == shard && row.Id < id))));
        return rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Shard).ThenByDescending(row => row.Id);
    }

    private async Task<IReadOnlyList<(int, string)>> People(JournalScope scope, CancellationToken ct)
    {
        var accounts = db.Accounts.AsNoTracking();
        if (!scope.Whole)
        {
            var (shards, units, posts) = (scope.Shards, scope.Units, db.Posts);
            var reached = db.UnitKeys.Where(unit => shards.Contains(unit.Shard) || units.Contains(unit.Code)).Select(unit => (int?)unit.Id);
            accounts = accounts.Where(account => posts.Any(post => post.AccountId == account.Id && reached.Contains(post.UnitId)));
        }

        var found = await accounts.OrderBy(account => account.FullName).Take(MostPeople).Select(account => new { account.Id, account.FullName }).ToListAsync(ct);
        return [.. found.Select(one => (one.Id, one.FullName))];
    }

    private async Task<IReadOnlyList<(string, string)>> Units(JournalScope scope, CancellationToken ct)
    {
        var (shards, units, rows) = (scope.Shards, scope.Units, db.UnitRows);
        var reached = scope.Whole ? db.UnitKeys : db.UnitKeys.Where(unit => shards.Contains(unit.Shard) || units.Contains(unit.Code));
        var found = await (from unit in reached
                           join row in db.UnitRows on unit.Id equals row.UnitId
                           where !rows.Any(later => later.UnitId == row.UnitId && later.ValidFrom > row.ValidFrom)
                           orderby unit.Shard, unit.Id
                           select new { unit.Code, row.Name }).Take(MostPeople).ToListAsync(ct);
        return [.. found.Select(one => (one.Code, one.Name))];
    }

    private Task<JournalRow?> LastCheck(JournalScope scope, CancellationToken ct)
    {
        IReadOnlyList<int> shards = scope.Whole ? [JournalWriter.OfNoCommune] : scope.Shards; // a look at all chains is told in that of no commune
        return db.Journal.AsNoTracking().Where(row => row.Act == VerifyJournal.Act && shards.Contains(row.Shard) && (!scope.Whole || row.To == VerifyJournal.AllChains))
            .OrderByDescending(row => row.At).FirstOrDefaultAsync(ct);
    }
}
