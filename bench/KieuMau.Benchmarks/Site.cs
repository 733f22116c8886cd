using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace KieuMau.Benchmarks;

/// <summary>A web application in a process of its own, on a loopback port nobody else has.</summary>
internal sealed partial class Site : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private readonly HttpClient client;

    private Site(Process process, HttpClient client, TimeSpan coldStart) => (this.process, this.client, ColdStart) = (process, client, coldStart);

    /// <summary>From starting the process to the last byte of the first page.</summary>
    public TimeSpan ColdStart { get; }

    /// <summary>Resident memory in megabytes.</summary>
    public double Resident
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    public static async Task<Site> Start(string program, string firstPage, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.Environment["ASPNETCORE_URLS"] = address;
        start.Environment["Logging__LogLevel__Default"] = "Warning";

        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => { if (line.Data is not null) Console.Error.WriteLine(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = true }) { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(30) };
        while (!await Answers(client, firstPage))
        {
            if (process.HasExited || watch.Elapsed > Patience) throw new InvalidOperationException($"{Path.GetFileName(program)} did not open.");
            await Task.Delay(5);
        }

        return new(process, client, watch.Elapsed);
    }

    public Task<string> Get(string page) => client.GetStringAsync(new Uri(page, UriKind.Relative));

    /// <summary>Fills the form of a page in, with what it hides, and sends it; whatever cookie comes back is kept.</summary>
    /// <returns>The page it ends on.</returns>
    public async Task<string> Send(string page, params (string Name, string Value)[] fields)
    {
        var form = MainForm().Match(await Get(page)).Value;
        var hidden = HiddenField().Matches(form).Select(field => (field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)));
        using var sent = new FormUrlEncodedContent(hidden.Concat(fields).Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2)));
        using var answer = await client.PostAsync(new Uri(page, UriKind.Relative), sent);
        answer.EnsureSuccessStatusCode();
        return answer.RequestMessage!.RequestUri!.AbsolutePath;
    }

    /// <summary>As many visitors, each asking again as soon as answered, until a number of answers or a time is reached.</summary>
    public async Task<Load> Visit(string page, int visitors, int answers, TimeSpan time)
    {
        var address = new Uri(page, UriKind.Relative);
        var processor = process.TotalProcessorTime;
        long answered = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, visitors).Select(async _ =>
        {
            while (watch.Elapsed < time && Interlocked.Read(ref answered) < answers)
            {
                using var answer = await client.GetAsync(address);
                answer.EnsureSuccessStatusCode();
                await answer.Content.CopyToAsync(Stream.Null);
                Interlocked.Increment(ref answered);
            }
        }));
        process.Refresh();
        return new(answered / watch.Elapsed.TotalSeconds, (process.TotalProcessorTime - processor) / answered);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> Answers(HttpClient client, string page)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("<main.*?</form>", RegexOptions.Singleline)]
    private static partial Regex MainForm();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\"(?: value=\"(?<value>[^\"]*)\")?")]
    private static partial Regex HiddenField();
}

/// <param name="Processor">The server's processor time for one answer.</param>
internal readonly record struct Load(double RequestsPerSecond, TimeSpan Processor);
