using KieuMau.Domain.Accounts;
using KieuMau.Domain.Units;
using KieuMau.Formats.Tables;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.People;

/// <summary>Rà soát quyền (T03): every account of one's reach, what looks wrong about it, and the mark that somebody looked.</summary>
public sealed class ReviewAccess(RuralDb db, CommuneLock turn, ListPeople people, ReachOfAccounts reach, RoleBook roles, SessionRules rules, Gate gate, JournalWriter journal, TimeProvider clock)
{
    /// <summary>At least twice a year.</summary>
    public const int MonthsBetween = 6;

    public sealed record Line(PersonRow Person, IReadOnlyList<string> Doubts);

    /// <param name="Due">When the next one is due; the first, six months after the first account within reach was opened.</param>
    /// <param name="Units">Within reach, for their names.</param>
    public sealed record View(IReadOnlyList<Line> Lines, AccessReview? Last, DateOnly Due, IReadOnlyList<Unit> Units);

    public async Task<View> Read(CancellationToken ct = default)
    {
        var (today, now) = (clock.Today(), clock.Instant());
        var lines = (await people.All(ct)).Select(row => new Line(row, AccessDoubts.Of(
            new(row.Who, (int)(now - row.Account.IdleSince).TotalDays, row.HasSecondFactor, row.Account.DisabledAt is not null), roles, rules.IdleDays, today))).ToList();
        var last = await Last(ct);
        return new(lines, last, await DueAfter(last, ct), await reach.NamedUnits(ct));
    }

    /// <summary>When the next one is due.</summary>
    public async Task<DateOnly> Due(CancellationToken ct = default) => await DueAfter(await Last(ct), ct);

    private Task<AccessReview?> Last(CancellationToken ct)
    {
        var scope = Scope;
        return db.AccessReviews.AsNoTracking().Where(review => review.Scope == scope).OrderByDescending(review => review.At).FirstOrDefaultAsync(ct);
    }

    private async Task<DateOnly> DueAfter(AccessReview? last, CancellationToken ct)
    {
        var since = last?.At ?? await (await reach.Seen(ct)).MinAsync(account => (DateTime?)account.CreatedAt, ct) ?? clock.Instant();
        return DateOnly.FromDateTime(since.InVietNam()).AddMonths(MonthsBetween);
    }

    public async Task<Refusal?> Mark(CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ManageAccounts, null, ct) is { } refusal) return refusal;
        var view = await Read(ct);
        var doubtful = view.Lines.Count(line => line.Doubts.Count > 0);
        await using var held = await turn.Take([], ct);
        db.AccessReviews.Add(new() { Scope = Scope, At = clock.Instant(), AccountId = gate.Who?.Account ?? 0, Who = gate.Sign().Who, Accounts = view.Lines.Count, Doubtful = doubtful });
        await db.SaveChangesAsync(ct);
        await journal.Append(JournalWriter.OfNoCommune, new("accounts.review", $"Rà soát {view.Lines.Count} tài khoản, {doubtful} chỗ cần xem") { Unit = Scope }, ct);
        await held.Commit(ct);
        return null;
    }

    public static TableSheet Sheet(View view, DateOnly day) => new(
        "Rà soát tài khoản",
        [$"Rà soát tài khoản, quyền truy cập ngày {day:dd/MM/yyyy}", view.Last is { } last ? $"Lần trước: {last.At.InVietNam():dd/MM/yyyy}, {last.Who}" : "Chưa rà soát lần nào"],
        [new("Họ tên", Width: 24), new("Tên đăng nhập", Width: 22), new("Loại", Width: 11), new("Chức vụ đang giữ", Width: 42), new("Đăng nhập lần cuối", TableColumnKind.Date, 13), new("Lớp thứ hai", Width: 10), new("Trạng thái", Width: 18), new("Cần xem", Width: 50)],
        [.. view.Lines.Select(line => new TableRow(
        [
            TableCell.Of(line.Person.Account.FullName),
            TableCell.Of(line.Person.Account.UserName),
            TableCell.Of(KindWords.Of(line.Person.Account.Kind)),
            TableCell.Of(string.Join("\n", line.Person.Who.PostsOn(day).Select(post => PostWords.Of(post, view.Units)))),
            line.Person.Account.NeverSignedIn ? TableCell.Of("chưa lần nào") : TableCell.Of(DateOnly.FromDateTime(line.Person.Account.LastSignedInAt.InVietNam())),
            TableCell.Of(line.Person.HasSecondFactor ? "có" : "chưa"),
            TableCell.Of(line.Person.Account.DisabledAt is { } off ? $"khóa {off.InVietNam():dd/MM/yyyy}: {line.Person.Account.DisabledWhy}" : "đang mở"),
            TableCell.Of(string.Join("\n", line.Doubts)),
        ]))]);

    private string Scope => reach.Everywhere ? "" : reach.AdministeringUnits.Order(StringComparer.Ordinal).FirstOrDefault() ?? "";
}

public static class PostWords
{
    /// <summary>"Công an xã, Xã Thanh Đình, từ 01/01/2024".</summary>
    public static string Of(Post post, IReadOnlyList<Unit> units) =>
        $"{Title(post)}, {UnitName(post.Unit, units)}, từ {post.From:dd/MM/yyyy}{(post.To is { } to ? $" đến hết {to:dd/MM/yyyy}" : "")}";

    public static string Title(Post post) => post.Office.Length > 0 ? post.Office : post.Role.Name;

    /// <param name="units">Those within reach; of another the code is told.</param>
    public static string UnitName(string code, IReadOnlyList<Unit> units) => code.Length == 0 ? "cả nơi cài đặt" : units.FirstOrDefault(unit => unit.Code == code)?.Name ?? code;
}
