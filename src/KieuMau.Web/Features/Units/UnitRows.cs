using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using KieuMau.Domain.Units;

namespace KieuMau.Web.Features.Units;

/// <summary>A unit between two dates, as a row and back.</summary>
public static class UnitRows
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static UnitRow Of(Unit unit, int id, int? parentId) => new()
    {
        UnitId = id,
        ValidFrom = unit.ValidFrom,
        ValidTo = unit.ValidTo,
        Name = unit.Name,
        Search = VietnameseText.Search(unit.Name),
        Level = VietnameseText.Fold(unit.Level),
        ParentId = parentId,
        Attributes = JsonSerializer.Serialize(unit.Attributes, Readable),
        Successors = Write(unit.Successors),
    };

    public static string Write(IReadOnlyList<string> successors) => JsonSerializer.Serialize(successors, Readable);

    public static Unit Read(UnitRow row, Func<int, string> codeOf) => new(
        codeOf(row.UnitId),
        row.Name,
        row.Level,
        row.ParentId is { } parent ? codeOf(parent) : null,
        row.ValidFrom,
        row.ValidTo,
        JsonSerializer.Deserialize<Dictionary<string, string>>(row.Attributes)!,
        JsonSerializer.Deserialize<string[]>(row.Successors)!);
}
