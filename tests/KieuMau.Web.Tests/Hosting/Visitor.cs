using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Mvc.Testing;

namespace KieuMau.Web.Tests.Hosting;

/// <summary>Somebody at a browser without scripts: opens pages, fills fields, presses buttons, keeps cookies.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient client;

    /// <param name="cookie">Of a sign-in; nobody is signed in without.</param>
    public Visitor(Site site, string? cookie = null)
    {
        client = site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = true });
        client.DefaultRequestHeaders.Add("Origin", "http://localhost"); // as browsers say with every form they send
        if (cookie is not null) client.DefaultRequestHeaders.Add("Cookie", cookie);
    }

    /// <summary>Comes by another name of the machine from now on.</summary>
    public void CameTo(string host)
    {
        client.DefaultRequestHeaders.Host = host;
        client.DefaultRequestHeaders.Remove("Origin");
        client.DefaultRequestHeaders.Add("Origin", $"http://{host}");
    }

    /// <summary>As browsers say which page a form was on.</summary>
    public void CameFrom(string address) => client.DefaultRequestHeaders.Referrer = new(address);

    public Task<HttpResponseMessage> Get(string address) => client.GetAsync(new Uri(address, UriKind.Relative));

    public Task<HttpResponseMessage> Post(string address, HttpContent content) => client.PostAsync(new Uri(address, UriKind.Relative), content);

    public async Task<IDocument> Open(string address) => await Read(await client.GetAsync(new Uri(address, UriKind.Relative)));

    public async Task<byte[]> Take(string address) => await client.GetByteArrayAsync(new Uri(address, UriKind.Relative));

    /// <param name="button">Which button of the form; the first when none is said.</param>
    /// <param name="fields">Name and text; a name may be the beginning of one, for fields that carry a revision.</param>
    public async Task<IDocument> Submit(IDocument page, string form, string? button, params (string Name, string Text)[] fields)
    {
        var element = (IHtmlFormElement)page.QuerySelector(form)!;
        foreach (var (name, text) in fields) Fill(element, name, text);
        var pressed = button is null ? element.QuerySelector<IHtmlElement>("button") : element.QuerySelector<IHtmlElement>(button);
        var request = element.GetSubmission(pressed!)!;
        using var body = new StreamContent(request.Body);
        body.Headers.TryAddWithoutValidation("Content-Type", request.Headers["Content-Type"]);
        return await Read(await client.PostAsync(new Uri(new Uri(request.Target.Href).PathAndQuery, UriKind.Relative), body));
    }

    /// <summary>Chooses a file in the only file field of a form and sends it.</summary>
    public async Task<IDocument> Upload(IDocument page, string form, string field, byte[] file, string name)
    {
        var element = (IHtmlFormElement)page.QuerySelector(form)!;
        using var content = new MultipartFormDataContent();
        foreach (var hidden in element.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]")) content.Add(new StringContent(hidden.Value), hidden.Name!);
        content.Add(new ByteArrayContent(file), field, name);
        return await Read(await client.PostAsync(new Uri(new Uri(page.Url).PathAndQuery, UriKind.Relative), content));
    }

    public void Dispose() => client.Dispose();

    private static void Fill(IHtmlFormElement form, string name, string text)
    {
        var field = form.Elements.First(one => one.GetAttribute("name") is { } known && (known == name || known.StartsWith(name, StringComparison.Ordinal)));
        if (field is IHtmlSelectElement select) select.Value = text;
        else if (field is IHtmlTextAreaElement area) area.Value = text;
        else ((IHtmlInputElement)field).Value = text;
    }

    public static async Task<IDocument> Read(HttpResponseMessage answer)
    {
        using var kept = answer;
        var text = await answer.Content.ReadAsStringAsync();
        return await BrowsingContext.New(Configuration.Default).OpenAsync(response => response.Content(text).Address(answer.RequestMessage!.RequestUri!.ToString()).Status(answer.StatusCode));
    }
}

/// <summary>One site with its demonstration for the tests of a class.</summary>
public sealed class DemonstrationSite : IAsyncLifetime
{
    public Site Site { get; private set; } = null!;

    /// <summary>Somebody of the commune's office.</summary>
    public Visitor Visitor() => new(Site, office);

    private string? office;

    public async ValueTask InitializeAsync()
    {
        Site = await Hosting.Site.Open(Data.On.Sqlite);
        office = await Site.SignIn(People.Office);
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

public static class PageReading
{
    /// <summary>What a reader sees, with single spaces.</summary>
    public static string Said(this IParentNode page, string selector) =>
        string.Join(' ', (page.QuerySelector(selector)?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static IReadOnlyList<string> AllSaid(this IParentNode page, string selector) =>
        [.. page.QuerySelectorAll(selector).Select(element => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
}
