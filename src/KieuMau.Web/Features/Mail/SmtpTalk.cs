using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace KieuMau.Web.Features.Mail;

/// <summary>What came of giving a message to the server.</summary>
public abstract record Handover
{
    private Handover() { } // the family is closed

    public sealed record Taken : Handover;

    /// <summary>The server said no, or was never given the whole of it.</summary>
    public sealed record NotTaken(string Why) : Handover;

    /// <summary>The line broke after it had been given.</summary>
    public sealed record Unsure(string Why) : Handover;
}

/// <summary>Nói chuyện với máy chủ thư: one connection for as many messages as are due.</summary>
public sealed class SmtpTalk(MailSettings settings) : IAsyncDisposable
{
    private const int MostMilliseconds = 60_000;
    private const int LongestError = 500;

    private SmtpClient? client;

    /// <returns>Nothing when the server is ready, else why not.</returns>
    public async Task<string?> Open(CancellationToken ct)
    {
        if (client is { IsConnected: true }) return null;
        client?.Dispose();
        client = new() { Timeout = MostMilliseconds };
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, settings.Tls, ct);
            if (settings.Credential is { } credential) await client.AuthenticateAsync(credential, ct);
            return null;
        }
        catch (Exception failed) when (!ct.IsCancellationRequested)
        {
            client.Dispose();
            client = null;
            return $"Không nối được máy chủ thư {settings.Host}:{settings.Port}: {Short(failed)}";
        }
    }

    public async Task<Handover> Give(OutgoingMail mail, CancellationToken ct)
    {
        using var message = MessageOf(mail);
        var given = new Given();
        try
        {
            await client!.SendAsync(message, ct, given);
            return new Handover.Taken();
        }
        catch (SmtpCommandException refused)
        {
            return new Handover.NotTaken($"Máy chủ thư từ chối: {Short(refused)}");
        }
        catch (Exception broken)
        {
            client?.Dispose();
            client = null;
            return given.Anything ? new Handover.Unsure($"Đứt đường khi đang trao thư: {Short(broken)}") : new Handover.NotTaken($"Đứt đường trước khi trao thư: {Short(broken)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (client is null) return;
        try
        {
            await client.DisconnectAsync(quit: true);
        }
        catch (Exception gone) when (gone is IOException or ProtocolException or ServiceNotConnectedException or OperationCanceledException)
        {
            // whoever has left need not be told goodbye
        }

        client.Dispose();
    }

    private MimeMessage MessageOf(OutgoingMail mail)
    {
        var message = new MimeMessage
        {
            MessageId = mail.MessageId,
            Date = new DateTimeOffset(mail.WrittenAt, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(7)),
            Subject = mail.Subject,
            Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress("Kiểu Mẫu", settings.From));
        message.To.Add(MailboxAddress.Parse(mail.Address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>What to do about it where it is known, then the server's or the library's own words.</summary>
    private static string Short(Exception failed)
    {
        var known = failed switch
        {
            SslHandshakeException => "chứng thư của máy chủ thư không được máy này tin. Dùng đúng tên máy ghi trong chứng thư, hoặc cài chứng thư gốc của nơi cấp. Lời máy: ",
            AuthenticationException => "tên hoặc mật khẩu gửi thư không đúng. Xem lại Mail:User và Mail:Password. Lời máy: ",
            NotSupportedException => "máy chủ thư không có kiểu mã hóa đã đặt. Xem lại Mail:Tls. Lời máy: ",
            SocketException => "không có máy nào trả lời ở địa chỉ này. Xem lại Mail:Host, Mail:Port và tường lửa. Lời máy: ",
            TimeoutException or OperationCanceledException => "quá một phút không trả lời. Lời máy: ",
            _ => "",
        };
        var said = known + failed.Message.ReplaceLineEndings(" ");
        return said.Length > LongestError ? said[..LongestError] : said;
    }

    /// <summary>Told by the client of what has gone over the line.</summary>
    private sealed class Given : ITransferProgress
    {
        public bool Anything { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => Anything = true;

        public void Report(long bytesTransferred) => Anything = true;
    }
}
