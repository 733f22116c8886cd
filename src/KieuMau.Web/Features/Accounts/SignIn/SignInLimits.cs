using System.Globalization;
using System.Threading.RateLimiting;
using KieuMau.Web.Hosting;
using Microsoft.AspNetCore.RateLimiting;

namespace KieuMau.Web.Features.Accounts.SignIn;

/// <summary>Giới hạn số lần gửi đăng nhập from one address, whatever names are tried. A choice of the product; an office sets its own.</summary>
public static class SignInLimits
{
    public const string Policy = "dang-nhap";

    private const int UsualPerMinute = 30;

    public static IServiceCollection AddSignInLimits(this IServiceCollection services, IConfiguration configuration) => services.AddRateLimiter(limits =>
    {
        limits.AddPolicy(Policy, http => HttpMethods.IsPost(http.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = PerMinute(http), Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter("doc"));
        limits.OnRejected = async (refused, ct) =>
        {
            var seconds = refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (int)Math.Ceiling(wait.TotalSeconds) : 60;
            refused.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            refused.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await SafeAnswers.Say(refused.HttpContext, "Gửi đăng nhập quá nhiều lần", $"Địa chỉ mạng này đã gửi quá nhiều lần trong một phút. Chờ {seconds} giây rồi mở lại trang đăng nhập.");
        };
    });

    // read when asked, so that a test may say less
    private static int PerMinute(HttpContext http) =>
        int.TryParse(http.RequestServices.GetRequiredService<IConfiguration>()["KIEUMAU_DANG_NHAP_MOI_PHUT"], CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : UsualPerMinute;
}
