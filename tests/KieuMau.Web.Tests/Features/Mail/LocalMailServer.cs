using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;

namespace KieuMau.Web.Tests.Features.Mail;

/// <summary>A real SMTP server on a loopback port, its mailbox in a folder. It can be stopped and brought back at the same port.</summary>
public sealed class LocalMailServer : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kieumau_mail").FullName;
    private Process? process;

    public int Port { get; } = FreePort();

    private string Certificate => Path.Combine(folder, "chung-thu.pem");

    private string Key => Path.Combine(folder, "khoa.pem");

    private string Box => Path.Combine(folder, "box");

    /// <param name="encrypted">Offers STARTTLS, with a certificate of its own that nobody trusts.</param>
    public static async Task<LocalMailServer> Start(bool encrypted = false)
    {
        var server = new LocalMailServer();
        if (encrypted) server.WriteCertificate();
        await server.Open();
        return server;
    }

    public async Task Open()
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-u", "-m", "aiosmtpd", "-n", "-d", "-l", $"127.0.0.1:{Port}", "-c", "aiosmtpd.handlers.Mailbox", .. File.Exists(Certificate) ? ["--tlscert", Certificate, "--tlskey", Key] : Array.Empty<string>(), Box]) { RedirectStandardError = true };
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

    private void WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
