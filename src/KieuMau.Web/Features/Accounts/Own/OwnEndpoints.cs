using System.Globalization;
using KieuMau.Web.Features.Accounts.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace KieuMau.Web.Features.Accounts.Own;

/// <summary>Beside the pages of one's own account: a new passkey is asked for, an identity from elsewhere is linked.</summary>
public static class OwnEndpoints
{
    public static void MapOwnAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/tai-khoan/khoa", AskPasskey).WithMetadata(new OpenToSignedInAttribute { Unfinished = true });
        routes.MapGet("/tai-khoan/lien-ket/{id}", GoToProvider).WithMetadata(new OpenToSignedInAttribute());
        routes.MapGet("/tai-khoan/lien-ket/{id}/ve", ComeBack).WithMetadata(new OpenToSignedInAttribute());
    }

    private static async Task<IResult> AskPasskey(HttpContext http, IAntiforgery forms, Passkeys passkeys) =>
        await forms.IsRequestValidAsync(http) ? Results.Text(await passkeys.Ask(http.RequestAborted), "application/json") : Results.BadRequest();

    private static IResult GoToProvider(string id, string? ma, SignInByProvider providers, ShowOwnAccount own, CurrentPerson person)
    {
        if (providers.Find(id) is not { } provider || !own.IsTicketFor(provider, ma ?? "")) return Results.NotFound();
        var asked = SignInServices.Asked(provider, $"/tai-khoan/lien-ket/{id}/ve");
        asked.Items[SignInByProvider.Linking] = person.Who!.Account.ToString(CultureInfo.InvariantCulture);
        return Results.Challenge(asked, [provider.Scheme]);
    }

    private static async Task<IResult> ComeBack(string id, HttpContext http, SignInByProvider providers, CurrentPerson person)
    {
        if (providers.Find(id) is not { } provider) return Results.NotFound();
        var who = await providers.Returned(provider);
        await http.SignOutAsync(IdentityConstants.ExternalScheme);
        if (who is not { LinkTo: { } account } || account != person.Who!.Account) return Results.LocalRedirect("/tai-khoan?loi=lien-ket");
        return Results.LocalRedirect(await providers.Link(provider, who.Value.Subject, account, http.RequestAborted) is null ? "/tai-khoan?da=lien-ket" : "/tai-khoan?loi=cua-nguoi-khac");
    }
}
