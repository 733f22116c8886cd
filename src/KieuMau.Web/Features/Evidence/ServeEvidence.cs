using KieuMau.Domain.Accounts;
using KieuMau.Domain.Evidence;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Evidence.Files;
using Microsoft.Net.Http.Headers;

namespace KieuMau.Web.Features.Evidence;

/// <summary>
/// Trả tệp minh chứng, only through the gate and only by a unit it is attached to. A file is always a download; what a page
/// shows are pictures drawn here.
/// </summary>
public static class ServeEvidence
{
    private const string Sealed = "default-src 'none'; sandbox";

    internal static void MapServing(this IEndpointRouteBuilder routes)
    {
        var versions = routes.MapGroup("/don-vi/{unit}/minh-chung/{key}/ban/{number:int}");
        versions.MapGet("/tep", Download).Asks(Right.ReadUnit);
        versions.MapGet("/anh/{size}", Picture).Asks(Right.ReadUnit);
        versions.MapGet("/trang/{page:int}", Page).Asks(Right.ReadUnit);
    }

    private static async Task<IResult> Download(HttpContext http, string unit, string key, int number, EvidencePlaces places, ReadEvidence read, FileStore store)
    {
        if (await Find(http, unit, key, number, places, read) is not { } version || store.Find(version.Hash) is not { } path) return Results.NotFound();
        return Answer(http, path, version.Kind.ContentType, version.Hash, version.Name);
    }

    private static async Task<IResult> Picture(HttpContext http, string unit, string key, int number, string size, EvidencePlaces places, ReadEvidence read, PictureShelf shelf)
    {
        if (await Find(http, unit, key, number, places, read) is not { Kind.IsPicture: true } version) return Results.NotFound();
        var wanted = size == "nho" ? PictureSize.Small : PictureSize.Screen;
        return await shelf.Find(version.Hash, wanted, http.RequestAborted) is { } path ? Answer(http, path, "image/jpeg", $"{version.Hash}-{(int)wanted}") : Results.NotFound();
    }

    private static async Task<IResult> Page(HttpContext http, string unit, string key, int number, int page, EvidencePlaces places, ReadEvidence read, PdfPages pages)
    {
        if (await Find(http, unit, key, number, places, read) is not { Kind: EvidenceKind.Pdf } version) return Results.NotFound();
        return pages.Find(version.Hash, page) is { } path ? Answer(http, path, "image/jpeg", $"{version.Hash}-t{page}") : Results.NotFound();
    }

    private static async Task<EvidenceVersion?> Find(HttpContext http, string unit, string key, int number, EvidencePlaces places, ReadEvidence read)
    {
        if (await places.UnitOf(unit, http.RequestAborted) is not { } own) return null;
        var piece = await read.OneOf(own, key, http.RequestAborted);
        return piece?.Versions.FirstOrDefault(version => version.Number == number);
    }

    /// <param name="name">None: shown within a page, which only our own pictures are.</param>
    internal static IResult Answer(HttpContext http, string path, string type, string mark, string? name = null)
    {
        http.Response.Headers.ContentSecurityPolicy = Sealed;
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(path, type, name, entityTag: new EntityTagHeaderValue($"\"{mark}\""), enableRangeProcessing: name is not null);
    }
}
