using KieuMau.Domain.Accounts;

namespace KieuMau.Web.Features.Accounts;

/// <summary>
/// Trang này cần quyền gì: stands on every page and endpoint. The unit is the route's "Unit" or "Commune"; where there is
/// none, the right is asked for the whole installation. What has no such line is shut.
/// </summary>
/// <param name="right">To open it.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AsksAttribute(Right right) : Attribute
{
    public Right Right { get; } = right;

    /// <summary>Any one of these too.</summary>
    public Right[] Or { get; init; } = [];

    /// <summary>To send its form, where that takes another right than to open it.</summary>
    public Right[] ToSend { get; init; } = [];

    /// <summary>Any one of them opens it.</summary>
    public IReadOnlyList<Right> For(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && ToSend.Length > 0 ? ToSend : [Right, .. Or];
}

/// <summary>Ai cũng mở được: sign-in, health, styles. Says why.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OpenToAllAttribute(string why) : Attribute
{
    public string Why { get; } = why;
}

/// <summary>Ai đã đăng nhập cũng mở được: one's own account, inbox, work.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OpenToSignedInAttribute : Attribute
{
    /// <summary>Even before a password that must be changed is changed, or a second factor that is needed is set up.</summary>
    public bool Unfinished { get; init; }
}

public static class EndpointRights
{
    public static TBuilder Asks<TBuilder>(this TBuilder endpoint, Right right, params Right[] or)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AsksAttribute(right) { Or = or });

    public static TBuilder OpenToAll<TBuilder>(this TBuilder endpoint, string why)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OpenToAllAttribute(why));
}
