using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace KieuMau.Web.Hosting;

/// <summary>Chạy như một dịch vụ: service managers, logs, measurements, and the proxy in front. All by configuration; nothing is sent anywhere by itself.</summary>
public static class WatchedSite
{
    public static void RunAsService(this WebApplicationBuilder builder)
    {
        builder.Services.AddSystemd();
        builder.Services.AddWindowsService(service => service.ServiceName = "KieuMau");
        builder.WriteLogs();
        builder.Measure();
        builder.TrustProxy();
    }

    /// <summary>One JSON object a line with <c>KIEUMAU_LOG=json</c>: for machines to read.</summary>
    private static void WriteLogs(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["KIEUMAU_LOG"] is not "json") return;
        builder.Logging.ClearProviders().AddJsonConsole(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            json.JsonWriterOptions = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        });
    }

    /// <summary>Only to the address somebody has named: paths and times, no bodies, no queries.</summary>
    private static void Measure(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 }) return;
        builder.Services.AddOpenTelemetry()
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation())
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter("System.Runtime"))
            .UseOtlpExporter();
    }

    /// <summary>Whose word on the caller's address is taken: the proxies of <c>KIEUMAU_PROXY</c>, nobody else's.</summary>
    private static void TrustProxy(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["KIEUMAU_PROXY"] is not { Length: > 0 } proxies) return;
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in proxies.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries)) forwarded.KnownProxies.Add(AddressOf(proxy));
        });
    }

    /// <summary>Stands first, so that everything after it sees the caller and not the proxy.</summary>
    public static void UseTrustedProxy(this WebApplication app)
    {
        if (app.Configuration["KIEUMAU_PROXY"] is { Length: > 0 }) app.UseForwardedHeaders();
    }

    private static IPAddress AddressOf(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new FileRefusedException([new("KIEUMAU_PROXY", 0, 0, $"“{text}” không phải địa chỉ IP. Viết địa chỉ của máy chủ trung gian, ví dụ 127.0.0.1.")]);
}
