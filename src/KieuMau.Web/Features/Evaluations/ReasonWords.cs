using KieuMau.Domain.Evaluations;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>Lời ngắn của một lý do: what a line of a table says of it.</summary>
public static class ReasonWords
{
    private const int Most = 3;

    /// <summary>Hiện có: "201/205 hộ (98 %)"; of a line with parts, each part.</summary>
    public static string Have(this Reason reason)
    {
        if (reason.Value.Length > 0) return reason.Value;
        var leaves = reason.Leaves().Where(leaf => leaf.Value.Length > 0).ToList();
        return Joined([.. leaves.Select(leaf => leaf.Value)], leaves.Count);
    }

    /// <summary>Mức đạt: "≥ 60 %".</summary>
    public static string Asked(this Reason reason)
    {
        if (reason.Demand.Length > 0) return reason.Demand;
        var demands = reason.Leaves().Select(leaf => leaf.Demand).Where(demand => demand.Length > 0).ToList();
        return demands.Distinct().Count() == 1 && demands.Count > 1
            ? $"{demands[0]} cả {demands.Count} phần"
            : Joined(demands, demands.Count);
    }

    /// <summary>Số liệu ngày: the oldest of the values it rests on, for a chain is as old as its oldest link.</summary>
    public static DateOnly? Oldest(this Reason reason) =>
        reason.AllInputs().Where(input => input.Fact is not null).Min(input => (DateOnly?)input.Fact!.AsOf);

    private static string Joined(IReadOnlyList<string> words, int count) =>
        string.Join("; ", words.Take(Most)) + (count > Most ? $" và {count - Most} phần nữa" : "");
}
