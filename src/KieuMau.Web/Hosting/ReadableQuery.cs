using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace KieuMau.Web.Hosting;

/// <summary>Số trong địa chỉ mà không phải số: left out before a page reads it, instead of failing the page.</summary>
public static class ReadableQuery
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, Type>> Numbers = [];

    public static IApplicationBuilder UseReadableQuery(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.QueryString.HasValue && http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type is { } page)
        {
            var numbers = Numbers.GetOrAdd(page, NumbersOf);
            if (http.Request.Query.Any(pair => !Reads(numbers, pair.Key, pair.Value)))
                http.Request.QueryString = QueryString.Create(http.Request.Query.Where(pair => Reads(numbers, pair.Key, pair.Value)).SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value))));
        }

        return next(http);
    });

    private static bool Reads(IReadOnlyDictionary<string, Type> numbers, string key, string? value) => !numbers.TryGetValue(key, out var type)
        || (type == typeof(int) ? int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) : long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _));

    private static IReadOnlyDictionary<string, Type> NumbersOf(Type page) => page
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Select(property => (property, From: property.GetCustomAttribute<SupplyParameterFromQueryAttribute>(), Type: Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
        .Where(one => one.From is not null && (one.Type == typeof(int) || one.Type == typeof(long)))
        .ToDictionary(one => one.From!.Name ?? one.property.Name, one => one.Type, StringComparer.OrdinalIgnoreCase);
}
