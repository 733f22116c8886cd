using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts.Kept;
using KieuMau.Web.Features.Accounts.SignIn;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts;

/// <summary>
/// Đứng trước mọi trang: finds who is asking, reads what the endpoint asks for, and lets through or turns away. An endpoint
/// that says nothing of its rights is shut.
/// </summary>
public static class GateBeforePages
{
    public const string SignInPath = "/dang-nhap";

    /// <summary>What the page of refusals says; kept while the request runs through it again.</summary>
    public const string RefusalKey = "refusal";

    private const int LongestDevice = 200;

    public static IApplicationBuilder UseGate(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var person = http.RequestServices.GetRequiredService<CurrentPerson>();
        person.Address = http.Connection.RemoteIpAddress is { } address ? $"{address}:{http.Connection.RemotePort}" : "";
        person.Device = http.Request.Headers.UserAgent.ToString() is { Length: > LongestDevice } said ? said[..LongestDevice] : http.Request.Headers.UserAgent.ToString();
        if (http.GetEndpoint() is not { } endpoint)
        {
            await next(http);
            return;
        }

        var gate = http.RequestServices.GetRequiredService<Gate>();
        switch (await RulingOf(http, endpoint, gate))
        {
            case (Ruling.Allowed, _): await next(http); break;
            case (Ruling.SignInFirst, _): await AskToSignIn(http, person.Who); break;
            case (Ruling.Forbidden, _) when await FormsOfAnotherSignIn.Is(http): await FormsOfAnotherSignIn.Tell(http); break;
            case (Ruling.Forbidden, var right): Refuse(http, right); break;
            case (_, var right):
                await gate.Note(right, UnitOf(http) ?? "", http.RequestAborted);
                if (await FormsOfAnotherSignIn.Is(http)) await FormsOfAnotherSignIn.Tell(http);
                else Answer(http, StatusCodes.Status404NotFound);
                break;
        }
    });

    public static string? UnitOf(HttpContext http) => (http.GetRouteValue("Unit") ?? http.GetRouteValue("Commune")) as string;

    /// <returns>What becomes of a request, and the right it was about.</returns>
    public static async Task<(Ruling Ruling, Right Right)> RulingOf(HttpContext http, Endpoint endpoint, Gate gate)
    {
        if (endpoint.Metadata.GetMetadata<OpenToAllAttribute>() is not null) return (Ruling.Allowed, default);
        if (endpoint.Metadata.GetMetadata<OpenToSignedInAttribute>() is { } signedIn)
        {
            var finished = gate.Who is { } who && Permission.HasFinishedSignIn(who, gate.Today);
            return (finished || (signedIn.Unfinished && gate.Who is not null) ? Ruling.Allowed : Ruling.SignInFirst, default);
        }

        if (endpoint.Metadata.GetMetadata<AsksAttribute>() is not { } asks) return (gate.Who is null ? Ruling.SignInFirst : Ruling.NotFound, default);
        var rulings = new List<(Ruling Ruling, Right Right)>();
        foreach (var right in asks.For(http.Request.Method)) rulings.Add((await gate.Ask(right, UnitOf(http), http.RequestAborted), right));
        return rulings.MinBy(one => one.Ruling); // "allowed" stands first
    }

    /// <summary>A page is left for the sign-in, which leads back; a script is told in a sentence.</summary>
    private static async Task AskToSignIn(HttpContext http, Who? who)
    {
        if (http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await http.Response.WriteAsync("Phiên đăng nhập đã hết. Số đã gõ vẫn còn trên trang: mở trang đăng nhập ở thẻ khác, đăng nhập rồi bấm “Lưu tất cả”.", http.RequestAborted);
            return;
        }

        if (who is not null) http.Response.Redirect(who.MustChangePassword ? "/tai-khoan/mat-khau" : "/tai-khoan/hai-lop");
        else if (!await http.RequestServices.GetRequiredService<RuralDb>().Accounts.AnyAsync(http.RequestAborted)) http.Response.Redirect(OpenFirstAdministrator.Path);
        else http.Response.Redirect(await DoorTo(http));
    }

    /// <summary>The door leads back to the page; what was typed and sent too late is kept, and given back there.</summary>
    private static async Task<string> DoorTo(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method)) return $"{SignInPath}?ve={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString.Value)}";
        return await http.RequestServices.GetRequiredService<KeepTyped>().Keep(http) is { } again
            ? $"{SignInPath}?giu=co&ve={Uri.EscapeDataString(again)}"
            : $"{SignInPath}?giu=khong&ve={Uri.EscapeDataString(http.Request.Path)}";
    }

    private static void Refuse(HttpContext http, Right right)
    {
        http.Items[RefusalKey] = AccountRefusals.NoRight(http.RequestServices.GetRequiredService<RoleBook>(), right);
        Answer(http, StatusCodes.Status403Forbidden);
    }

    /// <summary>The page that says so is only shown: a form that was turned away is not sent on to it.</summary>
    internal static void Answer(HttpContext http, int status)
    {
        http.Request.Method = HttpMethods.Get;
        http.Response.StatusCode = status;
    }
}
