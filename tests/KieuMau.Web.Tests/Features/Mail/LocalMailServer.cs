using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MimeKit;

namespace KieuMau.Web.Tests.Features.Mail;

/// <summary>A real SMTP server on a loopback port, its mailbox in a folder. It can be stopped and brought back at the same port.</summary>
public sealed class LocalMailServer : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kieumau_mail").FullName;
    private Process? process;

    public int Port { get; } = FreePort();

    private string Box => Path.Combine(folder, "box");

    public static async Task<LocalMailServer> Start()
    {
        var server = new LocalMailServer();
        await server.Open();
        return server;
    }

    public async Task Open()
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-u", "-m", "aiosmtpd", "-n", "-d", "-l", $"127.0.0.1:{Port}", "-c", "aiosmtpd.handlers.Mailbox", Box]) { RedirectStandardError = true };
        process = Process.Start(start)!;
        for (var line = await process.StandardError.ReadLineAsync(); line is not null; line = await process.StandardError.ReadLineAsync())
        {
            if (!line.Contains("Server is listening", StringComparison.Ordinal)) continue;
            _ = process.StandardError.ReadToEndAsync(); // so that it never waits for us to read
            return;
        }

        throw new InvalidOperationException("The mail server did not start. Is python3-aiosmtpd installed?");
    }

    public void Stop()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    /// <summary>What has arrived, by its identity.</summary>
    public IReadOnlyList<MimeMessage> Arrived() =>
        Directory.Exists(Path.Combine(Box, "new")) ? [.. Directory.GetFiles(Path.Combine(Box, "new")).Select(file => MimeMessage.Load(file)).OrderBy(message => message.MessageId, StringComparer.Ordinal)] : [];

    public void Dispose()
    {
        Stop();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
