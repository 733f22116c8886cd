using System.Net;
using System.Net.Sockets;
using System.Text;
using KieuMau.Domain.Notices;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Mail;
using KieuMau.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Features.Mail;

/// <summary>A server that hangs up at a chosen moment: before it was given a message it may be tried again, after it nobody knows.</summary>
public sealed class BrokenLineTests
{
    [Theory]
    [InlineData("EHLO", MailState.Waiting)]
    [InlineData("MAIL", MailState.Waiting)]
    [InlineData("RCPT", MailState.Waiting)]
    [InlineData("DATA", MailState.Waiting)]
    [InlineData(".", MailState.Doubtful)]
    public async Task Where_the_line_breaks_decides_whether_it_goes_again(string at, MailState then)
    {
        var mail = await SendTo(command => command == at ? null : Usual(command));

        Assert.Equal(then, mail.State);
        Assert.NotNull(mail.LastError);
        Assert.NotEqual("", mail.Text); // kept: nothing is lost
    }

    [Theory]
    [InlineData("MAIL", "451 sau"), InlineData("RCPT", "550 không có người này"), InlineData(".", "554 không nhận")]
    public async Task What_the_server_refuses_in_words_waits_and_says_so(string at, string answer)
    {
        var mail = await SendTo(command => command == at ? answer : Usual(command));

        Assert.Equal((MailState.Waiting, 1), (mail.State, mail.Tries));
        Assert.Contains("Máy chủ thư từ chối", mail.LastError, StringComparison.Ordinal);
    }

    private static string Usual(string command) => command switch
    {
        "DATA" => "354 xin mời",
        "QUIT" => "221 chào",
        _ => "250 được",
    };

    /// <param name="answer">To each command; nothing hangs up.</param>
    private static async Task<OutgoingMail> SendTo(Func<string, string?> answer)
    {
        await using var commune = await TestCommune.Create(On.Sqlite);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Serve(listener, answer);
        var settings = MailSettings.Of(MailSettingsTests.Configuration(("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{((IPEndPoint)listener.LocalEndpoint).Port}"), ("Mail:Tls", "none"), ("Mail:From", "kieumau@xa.vn")));
        await commune.Do(async desk =>
        {
            desk.Db.MailOutbox.Add(new() { AccountId = 1, Address = "can-bo@xa.vn", Kind = "notice", MessageId = "a@xa.vn", Subject = "Kiểu Mẫu", Text = "tin", Html = "tin", WrittenAt = commune.Clock.Instant(), NextTryAt = commune.Clock.Instant() });
            await desk.Db.SaveChangesAsync();
        });

        Assert.Equal(0, await commune.Do(desk => new SendMail(desk.Db, desk.Lock, settings, commune.Clock).SendDue()));
        listener.Stop();
        await serving;
        return await commune.Do(desk => desk.Db.MailOutbox.AsNoTracking().SingleAsync());
    }

    private static async Task Serve(TcpListener listener, Func<string, string?> answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 sẵn sàng");
        var inMessage = false;
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                if (inMessage && line != ".") continue;
                var command = inMessage ? "." : line.Split(' ')[0].ToUpperInvariant();
                inMessage = false;
                if (answer(command) is not { } said) return;
                await writer.WriteLineAsync(said);
                inMessage = said.StartsWith("354", StringComparison.Ordinal);
                if (command == "QUIT") return;
            }
        }
        catch (IOException)
        {
            // the other side has hung up
        }
    }
}
