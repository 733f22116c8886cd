using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;

namespace KieuMau.Web.Features.Journal;

/// <summary>
/// Trang này cho xem dữ liệu cá nhân: stands on a page or endpoint beside what it asks for. Each opening is journalled
/// before anything is shown.
/// </summary>
/// <param name="what">What is seen, as the entry says it: "danh sách người dùng".</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ReadsPersonalDataAttribute(string what) : Attribute
{
    public string What { get; } = what;
}

/// <summary>Vừa xem: the same page opened again by the same person within a short time is the same opening.</summary>
public sealed class RecentReadings(TimeProvider clock)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private const int Most = 10_000;

    private readonly Dictionary<(int Account, string Path), DateTime> seen = [];
    private readonly Lock turn = new();

    /// <returns>Whether this is to be told.</returns>
    public bool IsNew(int account, string path)
    {
        var now = clock.Instant();
        lock (turn)
        {
            if (seen.TryGetValue((account, path), out var last) && now - last < Window) return false;
            if (seen.Count >= Most) seen.Clear();
            seen[(account, path)] = now;
            return true;
        }
    }
}

/// <summary>Ghi việc xem dữ liệu cá nhân: after the gate, before the page.</summary>
public static class ReadingJournal
{
    public const string Act = "personal.read";

    public static TBuilder ReadsPersonalData<TBuilder>(this TBuilder endpoint, string what)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ReadsPersonalDataAttribute(what));

    public static IApplicationBuilder UseReadingJournal(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ReadsPersonalDataAttribute>() is { } reads
            && http.RequestServices.GetRequiredService<CurrentPerson>().Who is { } who
            && http.RequestServices.GetRequiredService<RecentReadings>().IsNew(who.Account, http.Request.Path.Value ?? ""))
        {
            var unit = GateBeforePages.UnitOf(http) ?? "";
            var shard = unit.Length > 0 && await http.RequestServices.GetRequiredService<UnitPaths>().Of(unit, http.RequestAborted) is { } path ? path.Shard : JournalWriter.OfNoCommune;
            await http.RequestServices.GetRequiredService<JournalWriter>().Record(shard, new(Act, $"Xem {reads.What}") { Unit = unit, Subject = http.Request.Path.Value ?? "" }, http.RequestAborted);
        }

        await next(http);
    });
}
