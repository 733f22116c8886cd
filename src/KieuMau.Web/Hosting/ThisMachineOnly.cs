using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace KieuMau.Web.Hosting;

/// <summary>
/// Chỉ máy này: until there are accounts anybody who reaches the site may change every number, so it does not listen
/// beyond loopback.
/// </summary>
public static class ThisMachineOnly
{
    private const int UsualPort = 5180;

    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports"];

    /// <summary>One free loopback port, unless ASPNETCORE_URLS or --urls names others.</summary>
    public static void ListenOnLoopback(this WebApplicationBuilder builder)
    {
        if (!AddressesAreNamed(builder.Configuration)) builder.WebHost.UseUrls($"http://127.0.0.1:{(IsFree(UsualPort) ? UsualPort : 0)}");
        // a page elsewhere may not reach us under another name; KIEUMAU_HOSTS adds the names a proxy in front is known by
        builder.Configuration["AllowedHosts"] = string.Join(';', new[] { "localhost;127.0.0.1;[::1]", builder.Configuration["KIEUMAU_HOSTS"] ?? "" }.Where(names => names.Length > 0));
        builder.WebHost.ConfigureKestrel(server => server.ConfigureEndpointDefaults(RefuseBeyondLoopback));
    }

    private static bool AddressesAreNamed(ConfigurationManager configuration) =>
        AddressSettings.Any(key => !string.IsNullOrEmpty(configuration[key])) || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();

    private static void RefuseBeyondLoopback(ListenOptions listen)
    {
        if (listen.IPEndPoint is { } address && !IPAddress.IsLoopback(address.Address)) throw new BeyondLoopbackException(address);
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

/// <summary>Somebody asked to open the site to other machines.</summary>
public sealed class BeyondLoopbackException(IPEndPoint address) : Exception(
    $"Không mở trang ở {address}: chương trình chưa có tài khoản, ai vào được trang cũng sửa được mọi số liệu, nên chỉ chạy trên máy này. " +
    "Bỏ ASPNETCORE_URLS, hoặc đặt http://127.0.0.1:5180.");
