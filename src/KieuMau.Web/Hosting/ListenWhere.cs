using System.Net;
using System.Net.Sockets;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Hosting;

/// <summary>Nghe ở đâu: the addresses asked for by configuration, and whether other machines can reach any of them.</summary>
public sealed class Listening(IReadOnlyList<BindingAddress> addresses, bool behindProxy)
{
    private static readonly string[] PortSettings = ["http_ports", "https_ports"];

    public IReadOnlyList<BindingAddress> Beyond { get; } = [.. addresses.Where(address => !IsThisMachine(address))];

    /// <summary>A proxy we trust stands in front, and speaks https to people (KIEUMAU_PROXY).</summary>
    public bool BehindProxy => behindProxy;

    /// <summary>People come from other machines: cookies go over https alone.</summary>
    public bool ToOthers => Beyond.Count > 0 || behindProxy;

    /// <summary>Allowed by <see cref="OpenToOthers"/>; before that nothing beyond loopback is opened, however it was named.</summary>
    public bool Allowed { get; set; }

    public static Listening Of(IConfiguration configuration) => new([.. Named(configuration)], !string.IsNullOrEmpty(configuration["KIEUMAU_PROXY"]));

    public static bool IsNamed(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration["urls"]) || PortSettings.Any(key => !string.IsNullOrEmpty(configuration[key])) || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();

    private static IEnumerable<BindingAddress> Named(IConfiguration configuration)
    {
        var urls = Split(configuration["urls"]).Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(one => one["Url"]).OfType<string>());
        var ports = PortSettings.SelectMany(key => Split(configuration[key]).Select(port => $"{key[..key.IndexOf('_', StringComparison.Ordinal)]}://*:{port}"));
        return urls.Concat(ports).Select(Read);
    }

    private static BindingAddress Read(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            throw new FileRefusedException([new("ASPNETCORE_URLS", 0, 0, $"Không đọc được địa chỉ “{url}”. Viết như http://127.0.0.1:5180.")]);
        }
    }

    private static string[] Split(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsThisMachine(BindingAddress address) =>
        address.IsUnixPipe || address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}

public static class ListenWhere
{
    private const int UsualPort = 5180;
    private const string ThisMachine = "localhost;127.0.0.1;[::1]";

    /// <summary>One free loopback port, unless ASPNETCORE_URLS or --urls names others; beyond loopback only as <see cref="OpenToOthers"/> allows.</summary>
    public static void ListenWhereAllowed(this WebApplicationBuilder builder)
    {
        if (!Listening.IsNamed(builder.Configuration)) builder.WebHost.UseUrls($"http://127.0.0.1:{(IsFree(UsualPort) ? UsualPort : 0)}");
        // a page elsewhere may not reach us under another name
        builder.Configuration["AllowedHosts"] = builder.Configuration["KIEUMAU_TEN_MIEN"] is { Length: > 0 } names ? $"{ThisMachine};{names}" : ThisMachine;
        var listening = Listening.Of(builder.Configuration);
        builder.Services.AddSingleton(listening);
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(180));
        builder.WebHost.ConfigureKestrel(server => server.ConfigureEndpointDefaults(listen => RefuseUnlessAllowed(listen, listening)));
    }

    /// <summary>Links of other machines are led to https, and told to stay there.</summary>
    public static void UseHttpsBeyondThisMachine(this WebApplication app)
    {
        var listening = app.Services.GetRequiredService<Listening>();
        if (!listening.ToOthers) return;
        app.UseHsts();
        if (!listening.BehindProxy) app.UseHttpsRedirection();
    }

    private static void RefuseUnlessAllowed(ListenOptions listen, Listening listening)
    {
        if (!listening.Allowed && listen.IPEndPoint is { } address && !IPAddress.IsLoopback(address.Address)) throw BeyondLoopbackException.NoAdministrator(address.ToString());
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>
/// Mở cho máy khác, or refuse to start: only when an administrator with a second factor exists, when what people send
/// travels encrypted, and when the site's own name is known.
/// </summary>
public sealed class OpenToOthers(Listening listening, IServiceScopeFactory scopes, IConfiguration configuration) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (listening.Beyond is not [var first, ..]) return;
        if (!await AnAdministratorIsSafe(cancellationToken)) throw BeyondLoopbackException.NoAdministrator(first.ToString());
        if (!listening.BehindProxy && !listening.Beyond.Any(address => address.Scheme == "https")) throw BeyondLoopbackException.NotEncrypted(first.ToString());
        if (string.IsNullOrEmpty(configuration["KIEUMAU_TEN_MIEN"])) throw BeyondLoopbackException.NoName(first.ToString());
        listening.Allowed = true;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> AnAdministratorIsSafe(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RuralDb>();
        var keys = db.Set<IdentityUserPasskey<int>>();
        return await db.Accounts.AnyAsync(account => account.Kind == AccountKind.Administrator && account.DisabledAt == null && (account.TwoFactorEnabled || keys.Any(key => key.UserId == account.Id)), ct);
    }
}

/// <summary>Somebody asked to open the site to other machines, and it may not be.</summary>
public sealed class BeyondLoopbackException(string address, string why) : Exception($"Không mở trang ở {address}: {why}")
{
    public static BeyondLoopbackException NoAdministrator(string address) => new(address,
        "chưa có tài khoản quản trị có lớp thứ hai, nên chỉ chạy trên máy này. Chạy với http://127.0.0.1:5180 (bỏ ASPNETCORE_URLS), mở người quản trị đầu tiên, bật lớp thứ hai, rồi chạy lại.");

    public static BeyondLoopbackException NotEncrypted(string address) => new(address,
        "mật khẩu và số liệu sẽ đi không mã hóa. Đặt địa chỉ https có chứng thư, hoặc để một máy chủ trung gian tin cậy đứng trước và khai KIEUMAU_PROXY.");

    public static BeyondLoopbackException NoName(string address) => new(address,
        "chưa khai tên miền. Đặt KIEUMAU_TEN_MIEN là tên mà mọi người gõ để mở trang, ví dụ nongthonmoi.thanhdinh.gov.vn.");
}
