using KieuMau.Web.Features.Accounts.Kept;
using KieuMau.Web.Features.Accounts.SignIn;
using Microsoft.AspNetCore.Antiforgery;

namespace KieuMau.Web.Features.Accounts;

/// <summary>
/// Biểu mẫu vẽ cho lần đăng nhập khác: drawn before somebody else signed in at this browser, or before anybody did. Nothing
/// is written; whoever pressed is told in a sentence, and whoever is in already need not sign in again.
/// </summary>
public static class FormsOfAnotherSignIn
{
    /// <summary>What the page that says so shows; kept while the request runs through it again.</summary>
    public const string Key = "another-sign-in";

    public static IApplicationBuilder UseFormsOfAnotherSignIn(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) await next(http);
        else if (http.Request.Path.StartsWithSegments(GateBeforePages.SignInPath, StringComparison.Ordinal) && http.RequestServices.GetRequiredService<CurrentPerson>().Who is not null)
            http.Response.Redirect(LocalPath.Of(http.Request.Query["ve"]));
        else await Tell(http);
    });

    /// <summary>Before whoever is in now is turned away: that it is not their form says more than that they may not.</summary>
    public static async Task<bool> Is(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType) return false;
        try
        {
            return (await http.Request.ReadFormAsync(http.RequestAborted)).ContainsKey(KeepTyped.TokenField) && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
        }
        catch (Exception error) when (error is InvalidDataException or BadHttpRequestException or IOException)
        {
            return false; // no form that could be read
        }
    }

    internal static async Task Tell(HttpContext http)
    {
        var refusal = AccountRefusals.FormOfAnotherSignIn();
        if (http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync(refusal.Text, http.RequestAborted);
            return;
        }

        http.Items[Key] = refusal;
        GateBeforePages.Answer(http, StatusCodes.Status400BadRequest);
    }
}
