using KieuMau.Domain.Accounts;
using KieuMau.Domain.Evidence;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Evidence.Files;
using KieuMau.Web.Shell;
using Microsoft.AspNetCore.Antiforgery;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Gửi tệp lên; to hand them out, see <see cref="ServeEvidence"/>.</summary>
public static class EvidenceEndpoints
{
    public static void MapEvidence(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/don-vi/{unit}/minh-chung/gui", Attach).Asks(Right.EnterKhu, Right.Import, Right.EnterOwn);
        routes.MapPost("/don-vi/{unit}/minh-chung/{key}/thay", Replace).Asks(Right.EnterKhu, Right.Import, Right.EnterOwn);
        routes.MapServing();
    }

    private static Task<IResult> Attach(HttpContext http, string unit, FileStore store, IAntiforgery antiforgery, AttachEvidence attach, EvidencePost post, Gate gate) =>
        Answer(http, store, antiforgery, post, $"/don-vi/{unit}/minh-chung", async form =>
        {
            var (place, refusal) = PlaceForm.Read(unit, field => form[field]);
            refusal ??= TypedDay.Refuse(form["han"]);
            if (place is null || refusal is not null) return Refused(form, [refusal!]);
            var result = await attach.Attach(form.Evidence(place), gate.Sign(form["lydo"]), http.RequestAborted);
            return result.Refusals.Count > 0 ? Refused(form, result.Refusals) : EvidenceNews.None with { Said = [.. Taken(result.Pieces)] };
        });

    private static Task<IResult> Replace(HttpContext http, string unit, string key, FileStore store, IAntiforgery antiforgery, ReplaceEvidence replace, EvidencePost post, Gate gate) =>
        Answer(http, store, antiforgery, post, $"/don-vi/{unit}/minh-chung/{key}", async form =>
        {
            var refusal = await replace.Replace(unit, key, form.Evidence(new(unit)), gate.Sign(form["lydo"]), http.RequestAborted);
            return refusal is null ? EvidenceNews.None with { Said = ["Đã thay bằng bản mới. Bản trước vẫn còn ở dưới."] } : Refused(form, [refusal]);
        });

    private static async Task<IResult> Answer(HttpContext http, FileStore store, IAntiforgery antiforgery, EvidencePost post, string otherwise, Func<SentForm, Task<EvidenceNews>> act)
    {
        try
        {
            using var form = await SentForm.Read(http, store, antiforgery);
            return form is null ? Results.StatusCode(StatusCodes.Status400BadRequest) : Results.Redirect(post.Address(form.Back(otherwise), await act(form)));
        }
        catch (BadHttpRequestException cut) when (cut.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }
        catch (Exception cut) when (cut is IOException or InvalidDataException or BadHttpRequestException)
        {
            return Results.Redirect(post.Address(otherwise, EvidenceNews.None with { Refused = [EvidenceRefusals.CutOff().Text] }));
        }
    }

    private static EvidenceNews Refused(SentForm form, IReadOnlyList<Refusal> refusals) => new([], [.. refusals.Select(refusal => refusal.Text)], form.Typed);

    private static IEnumerable<string> Taken(IReadOnlyList<PieceOfEvidence> pieces)
    {
        yield return pieces.Count == 1 ? $"Đã nhận “{pieces[0].Title}”." : $"Đã nhận {pieces.Count} tệp.";
        var bared = pieces.Count(piece => piece.Current.Photo is { HadLocation: true, KeptLocation: false });
        if (bared > 0) yield return pieces.Count == 1 ? "Vị trí chụp ghi trong ảnh đã bỏ." : $"Vị trí chụp ghi trong {bared} ảnh đã bỏ.";
        if (pieces.Any(piece => piece.Current.Photo is { KeptLocation: true })) yield return "Vị trí chụp được giữ lại theo lựa chọn.";
    }
}
