using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.People;

/// <summary>Tài khoản minh họa: one for each of the people in the story of the demonstration commune, each with a link; no password is made up.</summary>
public sealed class DemonstrationAccounts(RuralDb db, OpenAccount opening, ControlAccount control, UnitReader units, TimeProvider clock)
{
    public const string Commune = "thanh-dinh";

    private static readonly (string Role, string Unit, string Office, string UserName, string FullName)[] Story =
    [
        ("office", Commune, "Văn phòng UBND xã", "vanphong.thanhdinh", "Văn phòng (minh họa)"),
        ("commune-pc-chair", Commune, "", "chutich.thanhdinh", "Chủ tịch (minh họa)"),
        ("police", Commune, "Công an xã", "congan.thanhdinh", "Công an xã (minh họa)"),
        ("health-station", Commune, "Trạm y tế", "tramyte.thanhdinh", "Trạm y tế (minh họa)"),
        ("kdc-head", $"{Commune}.khu-1", "", "khu1.thanhdinh", "Trưởng khu 1 (minh họa)"),
        ("kdc-head", $"{Commune}.khu-5", "", "khu5.thanhdinh", "Trưởng khu 5 (minh họa)"),
        ("steering-committee", Commune, "", "bcd.thanhdinh", "Ban Chỉ đạo (minh họa)"),
    ];

    /// <summary>While there is a demonstration commune and somebody of its story has no password yet.</summary>
    public async Task<bool> MayOpen(CancellationToken ct = default)
    {
        if (!await units.IsDemonstration(Commune, ct)) return false;
        var names = Story.Select(one => one.UserName).ToList();
        return await db.Accounts.CountAsync(account => names.Contains(account.UserName!) && account.PasswordSetAt != null, ct) < names.Count;
    }

    /// <summary>Whoever is there already gets a new link instead, unless they have begun to use theirs.</summary>
    public async Task<(IReadOnlyList<LinkGiven> Given, Refusal? Refusal)> Open(CancellationToken ct = default)
    {
        if (!await units.IsDemonstration(Commune, ct)) return ([], new("accounts.no-demonstration", "Nơi cài đặt này không có xã minh họa."));
        var given = new List<LinkGiven>();
        foreach (var one in Story)
        {
            var known = await db.Accounts.AsNoTracking().Where(account => account.UserName == one.UserName).Select(account => new { account.Id, account.PasswordSetAt }).FirstOrDefaultAsync(ct);
            if (known is { PasswordSetAt: not null }) continue;
            var (link, refusal) = known is null
                ? await opening.Open(one.FullName, one.UserName, AccountKind.Operator, new(one.Role, one.Unit, one.Office, clock.Today(), null, "số liệu minh họa"), ct)
                : await control.NewLink(known.Id, ct);
            if (link is null) return (given, refusal);
            given.Add(link);
        }

        return (given, null);
    }
}
