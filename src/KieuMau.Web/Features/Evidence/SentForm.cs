using System.Globalization;
using KieuMau.Domain.Evidence;
using KieuMau.Web.Features.Evidence.Files;
using KieuMau.Web.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace KieuMau.Web.Features.Evidence;

/// <summary>
/// Biểu mẫu có tệp, read as it comes in: each file goes straight to its place beside the store, and nothing of it lies
/// anywhere else. Files not kept are gone when this is disposed.
/// </summary>
public sealed class SentForm : IDisposable
{
    private const int LongestField = 4000;
    private const int MostFields = 40;
    private const int LongestGivenBack = 300;
    private const string Token = "__RequestVerificationToken";

    private readonly Dictionary<string, string> fields = [];
    private readonly List<SentFile> files = [];

    public IReadOnlyList<SentFile> Files => files;

    public string this[string field] => fields.GetValueOrDefault(field, "");

    /// <summary>What is given back when something was refused.</summary>
    public IReadOnlyDictionary<string, string> Typed => fields.Where(one => one.Key != Token).ToDictionary(one => one.Key, one => one.Value.Length > LongestGivenBack ? one.Value[..LongestGivenBack] : one.Value);

    /// <summary>A path of ours to go back to.</summary>
    public string Back(string otherwise) => this["ve"] is { Length: > 1 and < 500 } back && back[0] == '/' && back[1] is not ('/' or '\\') && !back.Any(char.IsControl) ? back : otherwise;

    public SentEvidence Evidence(EvidencePlace place) => new(files, place, this["ten"], TypedDay.Read(this["han"]), this["vitri"] == "giu", this["khongmat"] == "co");

    /// <returns>Nothing when the form is too old or not ours.</returns>
    /// <exception cref="IOException">The line was cut.</exception>
    public static async Task<SentForm?> Read(HttpContext http, FileStore store, IAntiforgery antiforgery)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and < 200 } boundary) return null;
        var form = new SentForm();
        try
        {
            var reader = new MultipartReader(boundary, http.Request.Body);
            var known = false;
            while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
            {
                if (section.AsFileSection() is not { } file)
                {
                    await form.Take(section, http.RequestAborted);
                    continue;
                }

                known = known || await form.IsOurs(http, antiforgery); // no file is taken before that
                if (!known) return form.Refused();
                if (file.FileName.Length == 0 || file.FileStream is not { } stream) continue;
                form.files.Add(new(await store.Receive(stream, EvidenceLimits.LargestFile, http.RequestAborted), file.FileName));
                if (form.files.Count > EvidenceLimits.MostFiles) break;
            }

            return known || await form.IsOurs(http, antiforgery) ? form : form.Refused();
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var file in files) file.Arrival.Dispose();
    }

    private SentForm? Refused()
    {
        Dispose();
        return null;
    }

    private async Task Take(MultipartSection section, CancellationToken ct)
    {
        if (section.AsFormDataSection() is not { } field || fields.Count >= MostFields) return;
        var text = new char[LongestField];
        using var reader = new StreamReader(section.Body);
        var length = await reader.ReadBlockAsync(text.AsMemory(), ct);
        fields[field.Name] = new string(text, 0, length).Normalize().Trim();
    }

    // read from the header, so that the form is not read a second time
    private Task<bool> IsOurs(HttpContext http, IAntiforgery antiforgery)
    {
        http.Request.Headers["RequestVerificationToken"] = this[Token].Length > 0 ? this[Token] : "-";
        return antiforgery.IsRequestValidAsync(http);
    }
}
