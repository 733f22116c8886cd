using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KieuMau.Web.Tests.Endurance;

/// <summary>Somebody who types numbers into one cell of the sheet, each larger than the last, and remembers which were said to be saved.</summary>
public sealed partial class CellSender(string address, string cookie) : IDisposable
{
    /// <summary>Larger than any number of the demonstration that must not exceed it.</summary>
    private const int Above = 5000;

    private readonly HttpClient client = Client(address, cookie);
    private string token = "";
    private string name = "";

    /// <summary>The last number the program said was saved.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>The last number sent, answered or not.</summary>
    public int Sent { get; private set; }

    /// <summary>How many were said to be saved.</summary>
    public int Savings { get; private set; }

    /// <summary>Opens the sheet: the token of its form, and what stands in the cell.</summary>
    public async Task Open(string unit, string measure)
    {
        var page = await client.GetStringAsync(new Uri("/xa/thanh-dinh/nhap", UriKind.Relative));
        var form = page[page.IndexOf("data-cells", StringComparison.Ordinal)..];
        token = Token().Match(form).Groups["token"].Value;
        var cell = Regex.Match(form, $"name=\"(?<name>o\\|{Regex.Escape(unit)}\\|{Regex.Escape(measure)}\\|\\|\\d+)\"[^>]*?value=\"(?<value>[^\"]*)\"");
        if (token.Length == 0 || !cell.Success) throw new InvalidOperationException($"The sheet has no cell for {measure} of {unit}.");
        name = WebUtility.HtmlDecode(cell.Groups["name"].Value);
        var stands = int.TryParse(cell.Groups["value"].Value.Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (Sent == 0) (Acknowledged, Sent) = (stands, Math.Max(stands, Above));
    }

    /// <exception cref="HttpRequestException">Nobody answered.</exception>
    public async Task SendNext()
    {
        Sent++;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("đếm lại"), "lydo" }, { new StringContent(Sent.ToString(CultureInfo.InvariantCulture)), name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/xa/thanh-dinh/nhap/o", UriKind.Relative)) { Content = form };
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
        var cell = JsonDocument.Parse(text).RootElement.GetProperty("cells")[0];
        if (cell.GetProperty("state").GetString() != "saved") throw new InvalidOperationException($"{Sent} was not saved: {text}");
        name = cell.GetProperty("name").GetString()!;
        Acknowledged = Sent;
        Savings++;
    }

    /// <summary>Until nobody answers, or the time is over.</summary>
    public async Task SendUntil(CancellationToken over)
    {
        try
        {
            while (!over.IsCancellationRequested) await SendNext();
        }
        catch (HttpRequestException)
        {
            // the program was killed: what was acknowledged must still be there
        }
        catch (IOException)
        {
            // in the middle of an answer
        }
    }

    public void Dispose() => client.Dispose();

    private static HttpClient Client(string address, string cookie)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new(), AllowAutoRedirect = false }) { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
