using System.Globalization;
using System.Text.Encodings.Web;
using KieuMau.Web.Features.Accounts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace KieuMau.Web.Hosting;

/// <summary>Trả lời an toàn: headers every answer carries, and plain Vietnamese words when there is no page to show.</summary>
public static class SafeAnswers
{
    /// <summary>Scripts and styles only from our own files, none within pages; nobody may put us in a frame.</summary>
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const long MostHeardOut = 256 * 1024 * 1024;

    public static IApplicationBuilder UseSafeHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        http.Response.OnStarting(() =>
        {
            if (http.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) is true && !headers.ContainsKey(HeaderNames.CacheControl)) headers.CacheControl = "no-cache";
            return Task.CompletedTask;
        });
        return next(http);
    });

    /// <summary>
    /// A request that says it is too large is heard out, up to a bound, and told so: a browser cut off in the middle of
    /// sending would show only a broken line.
    /// </summary>
    public static IApplicationBuilder UseSizeLimit(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request.ContentLength is not { } length || length <= SiteServices.LargestRequest)
        {
            await next(http);
            return;
        }

        if (length <= MostHeardOut && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostHeardOut;
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        }

        http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        http.Response.ContentType = "text/html; charset=utf-8";
        var (title, advice) = WordsFor(StatusCodes.Status413PayloadTooLarge)!.Value;
        await http.Response.WriteAsync(Page(http, title, advice), http.RequestAborted);
    });

    /// <summary>For answers without a page of their own; "không tìm thấy" has one.</summary>
    public static IApplicationBuilder UsePlainWords(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        await next(http);
        var response = http.Response;
        if (response.HasStarted || response.ContentType is not null || http.Items.ContainsKey(FormsOfAnotherSignIn.Key) || WordsFor(response.StatusCode) is not var (title, advice)) return;
        response.ContentType = "text/html; charset=utf-8";
        await response.WriteAsync(Page(http, title, advice), http.RequestAborted);
    });

    /// <summary>When the program itself failed.</summary>
    public static Task Apologise(HttpContext http)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(Page(
            http,
            "Chưa làm được việc vừa rồi",
            "Chương trình gặp trục trặc; số liệu đã lưu trước đó vẫn còn nguyên, việc vừa gửi chưa được lưu. Thử lại; nếu vẫn vậy, báo người phụ trách máy kèm giờ xảy ra."), http.RequestAborted);
    }

    /// <summary>An answer without a page of its own, in our words.</summary>
    public static Task Say(HttpContext http, string title, string advice)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(Page(http, title, advice), http.RequestAborted);
    }

    private static (string Title, string Advice)? WordsFor(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ("Trang đã mở quá lâu", "Nội dung vừa gửi chưa được lưu. Mở lại trang rồi gửi lại."),
        StatusCodes.Status413PayloadTooLarge => ("Tệp quá lớn", "Tệp gửi lên lớn hơn 20 MB (nhiều tệp thì tính tổng). Gửi từng tệp; sổ Excel thì bỏ bớt trang tính và hình ảnh, bản quét thì quét lại ở 150–200 dpi, ảnh thì lưu cỡ nhỏ hơn, rồi gửi lại."),
        StatusCodes.Status405MethodNotAllowed or StatusCodes.Status415UnsupportedMediaType => ("Không gửi được như vậy", "Mở trang bằng trình duyệt rồi làm lại từ đầu."),
        _ => null,
    };

    /// <summary>The page of ours it was sent from.</summary>
    private static string? CameFrom(HttpContext http) =>
        http.Request.GetTypedHeaders().Referer is { IsAbsoluteUri: true } from && from.Authority == http.Request.Host.Value ? LocalPath.Of(from.PathAndQuery) : null;

    private static string Page(HttpContext http, string title, string advice) => string.Create(CultureInfo.InvariantCulture, $"""
        <!DOCTYPE html>
        <html lang="vi">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><link rel="stylesheet" href="/app.css"></head>
        <body><main><h1>{title}</h1><p>{advice}</p><p>{(CameFrom(http) is { } from ? $"""<a href="{HtmlEncoder.Default.Encode(from)}">Về trang vừa mở</a> · """ : "")}<a href="/">Về trang đầu</a></p></main></body>
        </html>
        """);
}
