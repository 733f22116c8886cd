namespace KieuMau.Web.Features.Observations;

/// <summary>Biểu mẫu gửi về: the cells, the date they speak for, why, and the button pressed.</summary>
/// <param name="AsOf">As typed; empty when nothing was.</param>
/// <param name="Kept">Places where the person chose to keep what somebody else wrote.</param>
public sealed record PostedSheet(IReadOnlyList<TypedCell> Cells, IReadOnlyList<CellPlace> Kept, string AsOf, string Why)
{
    public static PostedSheet Read(IFormCollection form)
    {
        var kept = form["giu"].Select(key => CellPlace.ReadKey(key ?? "")).OfType<CellPlace>().ToList();
        var mine = form["ghi"].Select(key => CellPlace.ReadKey(key ?? "")).OfType<CellPlace>().ToHashSet();
        var readings = form["doc"].Select(ReadChoice).OfType<(CellPlace Place, string Text)>().ToDictionary(one => one.Place, one => one.Text);
        var cells = new List<TypedCell>();
        foreach (var (name, value) in form)
        {
            if (CellPlace.ReadFieldName(name) is not var (place, revision) || kept.Contains(place)) continue;
            var text = readings.GetValueOrDefault(place) ?? string.Join("; ", value.Where(one => !string.IsNullOrWhiteSpace(one)));
            cells.Add(new(place, revision, text.Trim(), mine.Contains(place)));
        }

        return new(cells, kept, form["den"].ToString().Trim(), form["lydo"].ToString().Normalize().Trim());
    }

    private static (CellPlace, string)? ReadChoice(string? choice)
    {
        var cut = choice?.IndexOf('=', StringComparison.Ordinal) ?? -1;
        return cut > 0 && CellPlace.ReadKey(choice![..cut]) is { } place ? (place, choice[(cut + 1)..]) : null;
    }
}
