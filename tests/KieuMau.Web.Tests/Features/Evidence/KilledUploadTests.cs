using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Evidence;

/// <summary>The program is killed, as a power cut would, while several people send files.</summary>
public sealed partial class KilledUploadTests
{
    private const int Tries = 2;
    private const int Senders = 3;
    private const string Page = "/don-vi/thanh-dinh.khu-1/minh-chung";

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Nothing_acknowledged_is_missing_and_nothing_half_done_is_there(On on)
    {
        await using var site = await Site.Open(on);
        var cookie = await site.SignIn(People.Office);
        var acknowledged = new ConcurrentBag<string>();
        var arriving = Path.Combine(site.Data, "minh-chung", "dang-nhan");
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            using var program = await RunningProgram.Start(site);
            using var half = new Sender(program.Address, cookie);
            var never = half.SendHalf();
            await Until(() => Directory.Exists(arriving) && Directory.GetFiles(arriving).Length > 0);
            var sending = Enumerable.Range(0, Senders).Select(_ => SendUntilKilled(program.Address, cookie, acknowledged)).ToList();
            var enough = acknowledged.Count + 7 + (attempt * 3);
            await Until(() => acknowledged.Count >= enough);
            program.Kill();
            half.GoOn();

            await Task.WhenAll(sending);
            Assert.False(await never);
            await AllIsThere(site, acknowledged);
        }

        Assert.NotEmpty(Directory.GetFiles(arriving));
        using (await RunningProgram.Start(site)) Assert.Empty(Directory.GetFiles(arriving));
    }

    private static Task<int> AllIsThere(Site site, IReadOnlyCollection<string> acknowledged) => site.Do(async services =>
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

    /// <summary>The program as it is run, on the data of a site.</summary>
    private sealed class RunningProgram : IDisposable
    {
        private readonly Process process;

        private RunningProgram(Process process) => this.process = process;

        public required Uri Address { get; init; }

        public static async Task<RunningProgram> Start(Site site)
        {
            var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["KIEUMAU_DATA"] = site.Data;
            start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
            if (site.Database.Kind != On.Sqlite) start.Environment["KIEUMAU_DB"] = site.Database.Connection;
            var process = Process.Start(start)!;
            process.BeginErrorReadLine();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (Announced().Match(line) is { Success: true } match) return new(process) { Address = new(match.Value) };
            }

            throw new InvalidOperationException("The program did not start.");
        }

        public void Kill()
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        public void Dispose()
        {
            if (!process.HasExited) Kill();
            process.Dispose();
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

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Announced();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
