namespace KieuMau.Domain.Accounts;

/// <summary>Những gì biết về một tài khoản khi rà soát.</summary>
/// <param name="IdleDays">Whole days since the last sign-in, or since it was opened.</param>
/// <param name="SecondFactor">Set up, whether or not it was used.</param>
public sealed record AccessFacts(Who Who, int IdleDays, bool SecondFactor, bool Disabled);

/// <summary>Rà soát quyền (T03): what looks wrong about an account, in words for whoever reviews it.</summary>
public static class AccessDoubts
{
    /// <summary>Told this many days before the account would be disabled.</summary>
    private const int WarnedDays = 7;

    /// <summary>Rights that one person must not hold by two posts; the separations of the book of posts.</summary>
    private static readonly (string Rule, string One, string Other)[] Apart =
    [
        ("SD1", "indicator.verify", "indicator.appraise"),
        ("SD1", "indicator.enter.kdc", "indicator.verify"),
        ("SD2", "survey.aggregate", "indicator.verify"),
        ("SD3", "fund.propose", "fund.approve"),
        ("SD3", "fund.record", "fund.approve"),
        ("SD4", "document.number", "document.sign"),
    ];

    public static IReadOnlyList<string> Of(AccessFacts facts, RoleBook book, int mostIdle, DateOnly day) =>
        facts.Disabled ? [] : [.. Found(facts, book, mostIdle, day)];

    private static IEnumerable<string> Found(AccessFacts facts, RoleBook book, int mostIdle, DateOnly day)
    {
        var who = facts.Who;
        var held = who.PostsOn(day).ToList();
        if (facts.IdleDays >= mostIdle - WarnedDays) yield return $"{facts.IdleDays} ngày chưa đăng nhập; quá {mostIdle} ngày thì khóa";
        if (Permission.NeedsSecondFactor(who, day) && !facts.SecondFactor) yield return "quản trị mà chưa có lớp thứ hai";
        if (held.Count == 0 && !who.Posts.Any(post => post.From > day)) yield return "không còn giữ chức vụ nào";
        foreach (var post in who.Posts.Where(post => OutlivesItsRole(post, day))) yield return $"{post.Role.Name}: chức danh hết từ {post.Role.Until:dd/MM/yyyy} mà chức vụ chưa ghi ngày thôi";
        if (who.Kind == AccountKind.Administrator && held.Exists(post => !post.Role.Administers)) yield return Told(book, "SD5");
        if (who.Kind != AccountKind.Administrator && held.Exists(post => post.Role.Administers)) yield return Told(book, "SD5");
        foreach (var rule in Apart.Where(pair => HeldByTwo(held, pair.One, pair.Other)).Select(pair => pair.Rule).Distinct()) yield return Told(book, rule);
    }

    private static bool OutlivesItsRole(Post post, DateOnly day) => post.Role.Until is { } until && until < day && (post.To is not { } to || to > until);

    // one post may hold both by law (Công an xã enters and verifies, never the same number); two posts that do are looked at
    private static bool HeldByTwo(List<Post> held, string one, string other) =>
        held.Exists(post => post.Role.Rights.Contains(one) && held.Exists(second => second.Id != post.Id && second.Role.Rights.Contains(other) && !second.Role.Rights.Contains(one)));

    private static string Told(RoleBook book, string rule) => $"{rule}: {book.Separations.GetValueOrDefault(rule, "")}";
}
