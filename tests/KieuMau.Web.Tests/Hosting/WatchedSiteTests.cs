using System.Diagnostics;
using System.Text.Json;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Hosting;
using KieuMau.Web.Tests.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Hosting;

/// <summary>The site as a service: health for strangers, sealed keys, logs without secrets.</summary>
public sealed class WatchedSiteTests
{
    [Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]
    public async Task Health_answers_anybody_and_says_nothing_of_the_office(On on)
    {
        await using var site = await Site.Open(on);
        using var stranger = new Visitor(site);

        Assert.Equal("""{"song":true}""", await (await stranger.Get("/suc-khoe/song")).Content.ReadAsStringAsync());
        var ready = await stranger.Get("/suc-khoe/san-sang");
        Assert.Equal(System.Net.HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("""{"san_sang":true,"phan":{"co_so_du_lieu":true,"luoc_do":true,"bo_tieu_chi":true,"cho_trong":true}}""", await ready.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task With_a_key_file_the_keys_of_the_site_lie_sealed_and_open_again_only_with_it()
    {
        var away = Directory.CreateTempSubdirectory("kieumau_keys");
        var keyFile = Path.Combine(away.FullName, "khoa.txt");
        BackupKey.WriteNew(keyFile);
        await using var site = await Site.Open(On.Sqlite, null, new Dictionary<string, string> { ["KIEUMAU_KEY_FILE"] = keyFile });
        var sealedText = site.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("thử").Protect("xin chào");
        var folder = site.Services.GetRequiredService<KieuMau.Web.Data.DataFolder>().Inside("khoa");

        var text = File.ReadAllText(Assert.Single(Directory.EnumerateFiles(folder, "key-*.xml")));
        Assert.Contains("sealedKey", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", text, StringComparison.Ordinal);
        Assert.Equal("xin chào", Opened(folder, keyFile, sealedText));
        var other = Path.Combine(away.FullName, "khac.txt");
        BackupKey.WriteNew(other);
        Assert.ThrowsAny<Exception>(() => Opened(folder, other, sealedText));
        away.Delete(recursive: true);
    }

    [Fact]
    public void A_key_file_that_is_not_there_stops_the_site_with_a_sentence()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["KIEUMAU_KEY_FILE"] = "/khong-co/khoa.txt" }).Build();
        Assert.Contains("new-key", Assert.Throws<FileRefusedException>(() => KeyProtection.Of(configuration)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_told_without_its_password()
    {
        var folder = Directory.CreateTempSubdirectory("kieumau_secret");
        var (key, secret) = (Path.Combine(folder.FullName, "khoa.txt"), "mat-khau-rat-bi-mat");
        BackupKey.WriteNew(key);
        foreach (var arguments in new[] { new[] { "backup", "--to", folder.FullName, "--key-file", key }, ["move", "--to", $"Host=127.0.0.1;Port=1;Database=x;Username=x;Password={secret}"], [] })
        {
            var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["KIEUMAU_DATA"] = folder.FullName;
            start.Environment["KIEUMAU_LOG"] = "json";
            start.Environment["KIEUMAU_DB"] = $"Host=127.0.0.1;Port=1;Database=x;Username=x;Password={secret};Timeout=3";
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync() + await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.Equal(1, process.ExitCode);
            Assert.Contains("Không kết nối được", said, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, said, StringComparison.Ordinal);
            Assert.DoesNotContain(File.ReadAllText(key).Trim(), said, StringComparison.Ordinal);
        }

        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "127.0.0.1:80", "ASPNETCORE_URLS: Không đọc được địa chỉ “127.0.0.1:80”")]
    [InlineData("KIEUMAU_DB", "Hots=1", "KIEUMAU_DB: Không phải chuỗi kết nối PostgreSQL")]
    public async Task A_setting_that_cannot_be_read_is_told_in_a_sentence(string setting, string value, string sentence)
    {
        var folder = Directory.CreateTempSubdirectory("kieumau_settings");
        var (code, said) = await Start(folder.FullName, (setting, value));

        Assert.Equal(1, code);
        Assert.StartsWith(sentence, said, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_address_in_use_is_told_in_a_sentence_without_a_trace()
    {
        var folder = Directory.CreateTempSubdirectory("kieumau_port");
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var (code, said) = await Start(folder.FullName, ("ASPNETCORE_URLS", $"http://{taken.LocalEndpoint}"), ("KIEUMAU_DEMO", "0"));

        Assert.Equal(1, code);
        Assert.Contains("đang có chương trình khác dùng", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static async Task<(int Code, string Said)> Start(string folder, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KIEUMAU_DATA"] = folder;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var said = await process.StandardError.ReadToEndAsync() + await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    [Fact]
    public async Task Logs_are_one_json_object_a_line_when_asked_for()
    {
        var folder = Directory.CreateTempSubdirectory("kieumau_logs");
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { RedirectStandardOutput = true };
        start.Environment["KIEUMAU_DATA"] = folder.FullName;
        start.Environment["KIEUMAU_LOG"] = "json";
        start.Environment["KIEUMAU_DEMO"] = "0";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        using var process = Process.Start(start)!;
        string? line;
        do line = await process.StandardOutput.ReadLineAsync();
        while (line is not null && !line.StartsWith('{'));
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();

        using var json = JsonDocument.Parse(line!);
        Assert.Equal("Warning", json.RootElement.GetProperty("LogLevel").GetString());
        Assert.EndsWith("Z", json.RootElement.GetProperty("Timestamp").GetString(), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static string Opened(string folder, string keyFile, string text)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["KIEUMAU_KEY_FILE"] = keyFile }).Build();
        var services = new ServiceCollection().AddSingleton(KeyProtection.Of(configuration)).AddLogging();
        services.AddDataProtection().SetApplicationName("KieuMau").PersistKeysToFileSystem(new(folder)).DisableAutomaticKeyGeneration();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("thử").Unprotect(text);
    }
}
