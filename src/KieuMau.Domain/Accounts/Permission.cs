namespace KieuMau.Domain.Accounts;

/// <summary>Nơi: the unit asked about and the units above it on the day, nearest first; empty for what belongs to no unit.</summary>
/// <param name="Path">Codes: khu, xã, thành phố, tỉnh.</param>
public sealed record Place(IReadOnlyList<string> Path)
{
    /// <summary>What belongs to the installation as a whole: accounts, the law, backups.</summary>
    public static readonly Place Everywhere = new([]);

    public bool IsWithin(string unit) => Path.Count == 0 || Path.Contains(unit);
}

/// <summary>Được hay không.</summary>
public enum Ruling
{
    Allowed,

    /// <summary>Nobody is signed in, or the sign-in lacks something that the right needs.</summary>
    SignInFirst,

    /// <summary>Sees the place, may not do this there.</summary>
    Forbidden,

    /// <summary>Is not to know that the place exists: answered as "không tìm thấy", and journalled.</summary>
    NotFound,
}

/// <summary>
/// Ai được làm gì, ở đâu, khi nào. The one function that decides; every page, file, export, verb and job passes it.
/// </summary>
public static class Permission
{
    /// <param name="who">None when nobody is signed in.</param>
    public static Ruling May(Who? who, Right right, Place place, DateOnly day)
    {
        if (who is null) return Ruling.SignInFirst;
        if (who.Kind == AccountKind.Technical) return Ruling.Allowed;
        if (!HasFinishedSignIn(who, day)) return Ruling.SignInFirst;

        var held = who.PostsOn(day).Where(post => Reaches(post, place)).ToList();
        if (held.Exists(post => post.Role.Holds(right) && MayHold(who, right))) return Ruling.Allowed;
        return place.Path.Count == 0 || held.Exists(post => post.Role.Holds(Right.ReadUnit)) ? Ruling.Forbidden : Ruling.NotFound;
    }

    /// <summary>Thẩm tra mọi lĩnh vực: by a post that is not bound to its own field. Asked of somebody who may verify there.</summary>
    public static bool VerifiesEveryField(Who who, Place place, DateOnly day) =>
        who.Kind == AccountKind.Technical || who.PostsOn(day).Any(post => Reaches(post, place) && post.Role is { VerifiesOwnField: false } role && role.Holds(Right.Verify));

    /// <summary>Đăng nhập xong: nothing is left to be changed or shown before anything else is done.</summary>
    public static bool HasFinishedSignIn(Who who, DateOnly day) => !who.MustChangePassword && (who.SecondFactor || !NeedsSecondFactor(who, day));

    /// <summary>T04: whoever comes from the Internet; every administrator; and whoever holds an administering post, whatever the account calls itself.</summary>
    public static bool NeedsSecondFactor(Who who, DateOnly day) =>
        who.FromInternet || who.Kind == AccountKind.Administrator || who.PostsOn(day).Any(post => post.Role.Administers);

    // a post in a unit covers the units below it; a post in a khu covers that khu alone, because nothing stands below
    private static bool Reaches(Post post, Place place) => post.Unit.Length == 0 || place.IsWithin(post.Unit);

    // SD5: an administrator holds no right over numbers, even with another post
    private static bool MayHold(Who who, Right right) =>
        who.Kind != AccountKind.Administrator || who.Posts.Any(post => post.Role.Administers && post.Role.Holds(right));
}
