using KieuMau.Domain.Accounts;
using KieuMau.Domain.Privacy;
using KieuMau.Domain.Registers;
using KieuMau.Domain.Retention;
using KieuMau.Formats.Procedures;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Retention;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Privacy;

/// <summary>Thông báo bảo vệ dữ liệu cá nhân: what is kept of a person, why, for how long, and whom to ask.</summary>
public sealed class ShowPrivacy(RuralDb db, CriteriaFolder criteria, RoleBook roles, TimeProvider clock)
{
    /// <param name="Unit">Where the post is held; empty for the whole office.</param>
    public sealed record Keeper(int Account, string Name, string Post, string Unit);

    /// <param name="Retention">None when the file of retention does not know the class.</param>
    public sealed record Line(PersonalField Field, RetentionClass? Retention);

    /// <param name="Keepers">Người phụ trách bảo vệ dữ liệu cá nhân (Luật 91/2025/QH15 Đ33).</param>
    public sealed record View(IReadOnlyList<Keeper> Keepers, PersonalDataBook Book, IReadOnlyList<Line> Lines, RequestTerms Requests, string RequestBasis);

    public async Task<View> Now(CancellationToken ct)
    {
        var book = Read(criteria);
        var kept = RetentionFile.Read(criteria).ToDictionary(one => one.Code);
        var terms = RegisterTermsYaml.Read(ProcedureFolder.Text(criteria, RegisterTermsYaml.FileName), RegisterTermsYaml.FileName);
        return new(await Keepers(ct), book, [.. book.Fields.Select(field => new Line(field, kept.GetValueOrDefault(field.Class)))], terms.Requests, terms.RequestBasis);
    }

    internal static PersonalDataBook Read(CriteriaFolder criteria) => PersonalDataYaml.Read(ProcedureFolder.Text(criteria, PersonalDataYaml.FileName), PersonalDataYaml.FileName);

    public async Task<IReadOnlyList<Keeper>> Keepers(CancellationToken ct)
    {
        var (holding, today, units) = (roles.Holding(Right.HandlePrivacy).Where(role => !role.Administers).Select(role => role.Code).ToList(), clock.Today(), db.UnitRows);
        var rows = await (from post in db.Posts.AsNoTracking().HeldOn(today, roles)
                          join account in db.Accounts on post.AccountId equals account.Id
                          where holding.Contains(post.Role) && account.DisabledAt == null
                          orderby post.Id
                          select new { account.Id, account.FullName, post.Role, Unit = units.Where(unit => unit.UnitId == post.UnitId).OrderByDescending(unit => unit.ValidFrom).Select(unit => unit.Name).FirstOrDefault() }).ToListAsync(ct);
        return [.. rows.Select(row => new Keeper(row.Id, row.FullName, roles.Find(row.Role)?.Name ?? row.Role, row.Unit ?? "")).Distinct()];
    }
}
