using KieuMau.Domain.Accounts;

namespace KieuMau.Web.Features.Accounts;

/// <summary>
/// Quy tắc phiên và mật khẩu (T02, T05, T06): values of a model level-2 plan. An office may be stricter by configuration,
/// never looser.
/// </summary>
public sealed record SessionRules
{
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(15);
    public TimeSpan AdministratorIdle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>However busy: a choice of the product, not of the law.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(12);

    public int WrongTries { get; init; } = 5;
    public TimeSpan LockedFor { get; init; } = TimeSpan.FromMinutes(15);
    public int IdleDays { get; init; } = 45;
    public TimeSpan IdleFor => TimeSpan.FromDays(IdleDays);
    public int LengthAlone { get; init; } = 14;
    public int LengthWithSecondFactor { get; init; } = 8;

    public static SessionRules Of(IConfiguration configuration)
    {
        var rules = new SessionRules();
        return rules with
        {
            Idle = Shorter(configuration["KIEUMAU_PHIEN_PHUT"], rules.Idle),
            AdministratorIdle = Shorter(configuration["KIEUMAU_PHIEN_QUAN_TRI_PHUT"], rules.AdministratorIdle),
        };
    }

    public TimeSpan IdleOf(AccountKind kind) => kind == AccountKind.Administrator ? AdministratorIdle : Idle;

    private static TimeSpan Shorter(string? minutes, TimeSpan most) =>
        int.TryParse(minutes, System.Globalization.CultureInfo.InvariantCulture, out var asked) && asked > 0 && asked < most.TotalMinutes ? TimeSpan.FromMinutes(asked) : most;
}
