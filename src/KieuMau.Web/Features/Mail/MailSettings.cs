using System.Globalization;
using System.Net;
using MailKit.Security;
using MimeKit;

namespace KieuMau.Web.Features.Mail;

/// <summary>Máy chủ thư của cơ quan, as configured: Mail:Host, Port, User, Password, From, Tls, BaseAddress, DigestHour.</summary>
/// <param name="Problem">Why nothing is sent, in a sentence; empty when all is well.</param>
public sealed record MailSettings(string Host, int Port, string User, string From, SecureSocketOptions Tls, string BaseAddress, int DigestHour, string Problem)
{
    /// <summary>Told to the server and to nobody else: kept out of what a record prints.</summary>
    internal string Password { private get; init; } = "";

    public bool Ready => Problem.Length == 0;

    internal NetworkCredential? Credential => User.Length == 0 ? null : new(User, Password);

    /// <summary>After the @ of what the site sends.</summary>
    public string Domain => From.Split('@')[^1];

    public static MailSettings Of(IConfiguration configuration)
    {
        var mail = configuration.GetSection("Mail");
        string Said(string key, string otherwise = "") => mail[key]?.Trim() is { Length: > 0 } said ? said : otherwise;
        var tls = Said("Tls", "starttls").ToLowerInvariant() switch
        {
            "none" => SecureSocketOptions.None,
            "starttls" => SecureSocketOptions.StartTls,
            "tls" => SecureSocketOptions.SslOnConnect,
            _ => (SecureSocketOptions?)null,
        };
        var usual = tls switch { SecureSocketOptions.SslOnConnect => 465, SecureSocketOptions.None => 25, _ => 587 };
        var port = int.TryParse(Said("Port", usual.ToString(CultureInfo.InvariantCulture)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536 ? number : 0;
        var hour = int.TryParse(Said("DigestHour", "7"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at is >= 0 and <= 23 ? at : -1;
        var settings = new MailSettings(Said("Host"), port, Said("User"), Said("From"), tls ?? SecureSocketOptions.StartTls, Said("BaseAddress").TrimEnd('/'), hour, "") { Password = Said("Password") };
        return settings with { Problem = settings.Check(tls is not null) };
    }

    private string Check(bool tlsIsKnown) => this switch
    {
        { Host.Length: 0 } => "Chưa đặt máy chủ thư (Mail:Host).",
        _ when !tlsIsKnown => "Mail:Tls phải là none, starttls hoặc tls.",
        { Port: 0 } => "Mail:Port phải là số cổng, từ 1 đến 65535.",
        { DigestHour: < 0 } => "Mail:DigestHour phải là giờ trong ngày, từ 0 đến 23.",
        _ when !IsAddress(From) => "Mail:From phải là một địa chỉ thư, ví dụ kieumau@xa.gov.vn.",
        { BaseAddress.Length: > 0 } when !Uri.TryCreate(BaseAddress, UriKind.Absolute, out var site) || site.Scheme is not ("http" or "https") => "Mail:BaseAddress phải là địa chỉ của trang, ví dụ https://kieumau.xa.gov.vn.",
        { User.Length: > 0, Tls: SecureSocketOptions.None } when !IsThisMachine => "Không gửi mật khẩu thư trên đường không mã hóa: đặt Mail:Tls là starttls hoặc tls.",
        _ => "",
    };

    private bool IsThisMachine => Host is "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>One plain address, nothing around it.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= 254 && MailboxAddress.TryParse(text, out var address) && address.Address == text && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at < text.Length - 1 && text.All(letter => letter is > ' ' and < (char)127);
}
