using KieuMau.Domain.Accounts;
using KieuMau.Domain.Journal;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;

namespace KieuMau.Web.Features.Accounts;

/// <summary>
/// Cổng: asks the one function that decides (<see cref="Permission"/>) with the person, the unit and the day of now. Pages
/// pass it by their <see cref="AsksAttribute"/>, use cases by calling it; whoever is turned away from a unit that is not
/// theirs leaves an entry in the journal.
/// </summary>
public sealed class Gate(CurrentPerson person, UnitPaths paths, RoleBook roles, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Registers, settings and the law are one for the whole installation: where it holds several communes, a post in one of them does not reach so far.</summary>
    private static readonly Right[] OfAllCommunes = [Right.ManageSystem, Right.HandlePrivacy, Right.ManageSets];

    private readonly Dictionary<string, UnitPath?> known = [];
    private readonly Dictionary<string, bool> alone = [];

    public Who? Who => person.Who;

    public DateOnly Today => clock.Today();

    /// <summary>Signs a change with the post and the account of whoever makes it.</summary>
    public ChangeNote Sign(string why = "", string origin = "trang") =>
        new(Who?.SpokenOn(Today) ?? Domain.Accounts.Who.Machine.Name, why, origin, Who?.Account ?? 0);

    /// <param name="unit">Code; none for what belongs to the whole installation.</param>
    public async Task<Ruling> Ask(Right right, string? unit = null, CancellationToken ct = default)
    {
        if (person.Who is { Kind: AccountKind.Technical }) return Ruling.Allowed;
        if (unit is null)
        {
            var ruling = Permission.May(person.Who, right, Place.Everywhere, clock.Today());
            return ruling == Ruling.Allowed && OfAllCommunes.Contains(right) && !await CoversAll(person.Who!, right, ct) ? Ruling.Forbidden : ruling;
        }

        if (await PathOf(unit, ct) is not { } path) return person.Who is null ? Ruling.SignInFirst : Ruling.NotFound;
        return Permission.May(person.Who, right, new(path.Codes), clock.Today());
    }

    /// <summary>Of a period: a post in a unit that had ended before it says nothing of it any more.</summary>
    public Task<bool> May(Right right, string unit, Period period, CancellationToken ct = default) => May(right, unit, period.First, ct);

    /// <summary>Of a day: see <see cref="May(Right, string, Period, CancellationToken)"/>.</summary>
    public async Task<bool> May(Right right, string unit, DateOnly day, CancellationToken ct = default) =>
        await May(right, unit, ct) && (person.Who is { Kind: AccountKind.Technical } || (await PathOf(unit, ct))!.StandingOn(day) is var standing
            && Permission.May(person.Who, right, new(standing), clock.Today()) == Ruling.Allowed);

    /// <summary>See <see cref="May(Right, string, Period, CancellationToken)"/>.</summary>
    public async Task<Refusal?> Refuse(Right right, string unit, Period period, CancellationToken ct = default) =>
        await Refuse(right, unit, ct) ?? (await May(right, unit, period, ct) ? null : AccountRefusals.UnitEndedBefore(period));

    public async Task<Refusal?> Refuse(Right right, string unit, DateOnly day, CancellationToken ct = default) =>
        await Refuse(right, unit, ct) ?? (await May(right, unit, day, ct) ? null : AccountRefusals.UnitEndedBefore(day));

    /// <summary>Whether somebody else might do what belongs to the whole installation, once signed in as the right asks.</summary>
    public async Task<bool> WouldLet(Who who, Right right, CancellationToken ct = default) =>
        Permission.May(who with { SecondFactor = true, MustChangePassword = false }, right, Place.Everywhere, clock.Today()) == Ruling.Allowed && (!OfAllCommunes.Contains(right) || await CoversAll(who, right, ct));

    /// <summary>Thẩm tra mọi lĩnh vực of a unit, or only one's own.</summary>
    public async Task<bool> VerifiesEveryField(string unit, CancellationToken ct = default) =>
        person.Who is { } who && (who.Kind == AccountKind.Technical || (await PathOf(unit, ct) is { } path && Permission.VerifiesEveryField(who, new(path.Codes), clock.Today())));

    public async Task<bool> May(Right right, string? unit = null, CancellationToken ct = default) => await Ask(right, unit, ct) == Ruling.Allowed;

    /// <summary>For use cases: nothing when allowed, else the words for whoever asked. A foreign unit sounds like one that is not there.</summary>
    public async Task<Refusal?> Refuse(Right right, string? unit = null, CancellationToken ct = default)
    {
        var ruling = await Ask(right, unit, ct);
        if (ruling == Ruling.NotFound) await Note(right, unit!, ct);
        return ruling switch
        {
            Ruling.Allowed => null,
            Ruling.NotFound => Units.UnitRefusals.Unknown(unit!),
            Ruling.SignInFirst => AccountRefusals.SignInFirst(),
            _ => AccountRefusals.NoRight(roles, right),
        };
    }

    /// <summary>Nhật ký: somebody asked for a unit that is not theirs, or is not there.</summary>
    public Task Note(Right right, string unit, CancellationToken ct = default) => journal.Record(JournalWriter.OfNoCommune, new("gate.refused", $"Mở đơn vị không thuộc phạm vi: {unit}")
    {
        Unit = unit,
        Subject = right.Code(),
        Result = JournalResult.Refused,
    }, ct);

    private async Task<bool> CoversAll(Who who, Right right, CancellationToken ct)
    {
        foreach (var post in who.PostsOn(clock.Today()).Where(post => post.Role.Holds(right)).ToList())
        {
            if (post.Unit.Length == 0) return true;
            if (!alone.TryGetValue(post.Unit, out var covers)) alone[post.Unit] = covers = await paths.IsAlone(post.Unit, clock.Today(), ct);
            if (covers) return true;
        }

        return false;
    }

    private async Task<UnitPath?> PathOf(string unit, CancellationToken ct)
    {
        if (!known.TryGetValue(unit, out var path)) known[unit] = path = await paths.Of(unit, ct);
        return path;
    }
}
