using System.Text.RegularExpressions;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Comments;

/// <summary>Nhắc được ai: people who may read the unit, by the name of their post or by their user name.</summary>
public sealed partial class Mentionable(RuralDb db, UnitPaths paths, RoleBook roles, TimeProvider clock)
{
    /// <param name="Handle">Written after "@": "cong-an-xa".</param>
    public sealed record Person(int Account, string UserName, string Handle, string Post);

    public async Task<IReadOnlyList<Person>> Of(string unit, CancellationToken ct)
    {
        if (await paths.Of(unit, ct) is not { } path) return [];
        var today = clock.Today();
        var (units, offices) = (db.Set<UnitKey>(), db.Offices);
        var rows = await (from post in db.Posts.AsNoTracking().HeldOn(today, roles)
                          join account in db.Accounts on post.AccountId equals account.Id
                          where account.DisabledAt == null
                          let code = units.Where(one => one.Id == post.UnitId).Select(one => one.Code).FirstOrDefault()
                          where code != null && path.Codes.Contains(code)
                          orderby post.Id
                          select new { post.AccountId, account.UserName, post.Role, Office = offices.Where(one => one.Id == post.OfficeId).Select(one => one.Name).FirstOrDefault() }).ToListAsync(ct);
        return [.. from row in rows
                   let role = roles.Find(row.Role)
                   where role is not null && role.Holds(Right.ReadUnit) && (role.Until is not { } until || today <= until)
                   let name = row.Office ?? role.Name
                   select new Person(row.AccountId, row.UserName ?? "", HandleOf(name), name)];
    }

    /// <summary>"Văn phòng UBND xã (đầu mối tổng hợp)" is written @van-phong-ubnd-xa.</summary>
    public static string HandleOf(string post) => NotLetters().Replace(VietnameseText.Search(post.Split('(')[0].Trim()), "-").Trim('-');

    /// <summary>People named in a text; whoever may not read the unit cannot be named.</summary>
    public static IReadOnlyList<Person> Named(string text, IReadOnlyList<Person> people)
    {
        var handles = Handles(text).Select(VietnameseText.Search).ToHashSet();
        return [.. people.Where(person => handles.Contains(person.Handle) || handles.Contains(VietnameseText.Search(person.UserName))).DistinctBy(person => person.Account)];
    }

    /// <summary>Names written after "@" that are nobody's, as they were typed.</summary>
    public static IReadOnlyList<string> Strangers(string text, IReadOnlyList<Person> people) => [.. Handles(text).Where(handle => Named($"@{handle}", people).Count == 0).Distinct()];

    private static IEnumerable<string> Handles(string text) => At().Matches(text).Select(match => match.Groups["handle"].Value.TrimEnd('.', '-'));

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotLetters();

    [GeneratedRegex(@"(?<![\w@])@(?<handle>\w[\w.\-]*)")]
    private static partial Regex At();
}
