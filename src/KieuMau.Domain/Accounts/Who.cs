namespace KieuMau.Domain.Accounts;

/// <summary>Loại tài khoản (TCVN 14423:2026, mục 4.6).</summary>
public enum AccountKind
{
    /// <summary>Vận hành: a person with posts.</summary>
    Operator,

    /// <summary>Quản trị.</summary>
    Administrator,

    /// <summary>Kỹ thuật: the machine's own keeper at the command line, and jobs.</summary>
    Technical,

    /// <summary>Dịch vụ: another program.</summary>
    Service,
}

/// <summary>Chức vụ đang giữ: a role in a unit between two dates.</summary>
/// <param name="Unit">Code; empty for the whole installation.</param>
/// <param name="To">Last day, inclusive: rights end at midnight after it, its history stays.</param>
/// <param name="Office">Cơ quan within the commune, when the role is an office's.</param>
public sealed record Post(int Id, Role Role, string Unit, DateOnly From, DateOnly? To, string Office = "")
{
    public bool HeldOn(DateOnly day) => From <= day && (To is not { } to || day <= to) && (Role.Until is not { } until || day <= until);
}

/// <summary>Ai: somebody signed in, with all posts ever held.</summary>
/// <param name="SecondFactor">Signed in with a second factor, or with a passkey.</param>
/// <param name="MustChangePassword">May do nothing until it is changed.</param>
public sealed record Who(int Account, string Name, AccountKind Kind, IReadOnlyList<Post> Posts, bool SecondFactor = false, bool MustChangePassword = false)
{
    /// <summary>Whoever has this machine's command line already has its database: verbs and jobs, journalled as such.</summary>
    public static readonly Who Machine = new(0, "máy chủ", AccountKind.Technical, [], SecondFactor: true);

    /// <summary>Asks from outside the networks of the office: then everybody needs a second factor (T04).</summary>
    public bool FromInternet { get; init; }

    public IEnumerable<Post> PostsOn(DateOnly day) => Posts.Where(post => post.HeldOn(day));

    /// <summary>How pages and papers name them: by post, not by the name of a person.</summary>
    public string SpokenOn(DateOnly day) => PostsOn(day).FirstOrDefault() is { } post ? (post.Office.Length > 0 ? post.Office : post.Role.Name) : Name;
}
