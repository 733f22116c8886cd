using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Features.Evidence;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Endurance;

/// <summary>The program is killed, as a power cut would, while several people send files.</summary>
public sealed partial class KilledUploadTests
{
    private const int Senders = 3;
    private const string Page = "/don-vi/thanh-dinh.khu-1/minh-chung";

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Nothing_acknowledged_is_missing_and_nothing_half_done_is_there(On on)
    {
        await using var office = await RunningOffice.Open(on);
        var acknowledged = new ConcurrentBag<string>();
        var arriving = Path.Combine(office.Folder, "minh-chung", "dang-nhan");
        for (var attempt = 0; attempt < LongRun.Rounds; attempt++)
        {
            await office.Start();
            var cookie = await office.Do(services => People.SignIn(services, People.Office)); // anew: many rounds outlast a session
            using var half = new Sender(office.Address, cookie);
            var never = half.SendHalf();
            await Until(() => Directory.Exists(arriving) && Directory.GetFiles(arriving).Length > 0);
            var sending = Enumerable.Range(0, Senders).Select(_ => SendUntilKilled(office.Address, cookie, acknowledged)).ToList();
            var enough = acknowledged.Count + 7 + (attempt % 5 * 3);
            await Until(() => acknowledged.Count >= enough);
            await office.Kill();
            half.GoOn();

            await Task.WhenAll(sending);
            Assert.False(await never);
            await AllIsThere(office, acknowledged);
        }

        Assert.NotEmpty(Directory.GetFiles(arriving));
        await office.Start();
        Assert.Empty(Directory.GetFiles(arriving));
        LongRun.Line($"{on}: killed {LongRun.Rounds} times while {Senders} people sent files and one was half sent; {acknowledged.Count} files were said to be kept and all were there, by their hash; nothing was half done.");
    }

    private static Task<int> AllIsThere(RunningOffice office, IReadOnlyCollection<string> acknowledged) => office.Do(async services =>
    {
        var db = services.GetRequiredService<RuralDb>();
        var check = await services.GetRequiredService<CheckEvidence>().Check();
        Assert.Empty(check.Missing);
        Assert.Empty(check.Altered);
        var kept = await db.EvidenceVersions.Select(version => version.Hash).ToListAsync();
        Assert.Empty(acknowledged.Except(kept));
        Assert.Equal(kept.Count, await db.Evidence.CountAsync());
        Assert.Equal(kept.Count, await db.EvidenceLinks.CountAsync());
        Assert.Equal(kept.Count, await db.Set<JournalRow>().CountAsync(row => row.Act == "evidence.attach"));
        return kept.Count;
    });

    private static async Task SendUntilKilled(Uri address, string cookie, ConcurrentBag<string> acknowledged)
    {
        using var sender = new Sender(address, cookie);
        try
        {
            while (true)
            {
                var file = EvidenceOffice.Pdf(Guid.NewGuid().ToString());
                if (await sender.Send(file)) acknowledged.Add(Convert.ToHexStringLower(SHA256.HashData(file)));
            }
        }
        catch (HttpRequestException)
        {
            // killed
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), "waited a minute");
            await Task.Delay(1);
        }
    }

    private sealed class Sender : IDisposable
    {
        private readonly HttpClient client;
        private readonly TaskCompletionSource more = new();
        private string token = "";

        public Sender(Uri address, string cookie)
        {
            var cookies = new CookieContainer();
            cookies.SetCookies(address, cookie);
            client = new(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        }

        /// <returns>Whether the program said that it has the file.</returns>
        public async Task<bool> Send(byte[] file)
        {
            using var form = await Form(new ByteArrayContent(file));
            using var answer = await client.PostAsync(new Uri(Page + "/gui", UriKind.Relative), form);
            return answer.StatusCode == HttpStatusCode.Redirect;
        }

        public void GoOn() => more.TrySetResult();

        /// <summary>Sends the beginning of a file, and the rest when told to.</summary>
        public async Task<bool> SendHalf()
        {
            try
            {
                using var form = await Form(new HalfContent(more.Task));
                using var answer = await client.PostAsync(new Uri(Page + "/gui", UriKind.Relative), form);
                return true;
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException)
            {
                return false;
            }
        }

        public void Dispose() => client.Dispose();

        private async Task<MultipartFormDataContent> Form(HttpContent file)
        {
            if (token.Length == 0) token = Token().Match(await client.GetStringAsync(new Uri(Page, UriKind.Relative))).Groups[1].Value;
            return new() { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("co"), "khongmat" }, { new StringContent("2024"), "ky" }, { file, "tep", "a.pdf" } };
        }
    }

    private sealed class HalfContent(Task more) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[64 * 1024]);
            await stream.FlushAsync();
            await more;
            await stream.WriteAsync(new byte[64 * 1024]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
