using KieuMau.Domain.Observations;

namespace KieuMau.Web.Features.Observations;

/// <summary>Lời của một số liệu: who, when and from where, the same on every page.</summary>
public static class FactWords
{
    private const string Day = "dd/MM/yyyy";

    /// <summary>Vietnam keeps one time all year: seven hours ahead of UTC.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(7);

    /// <summary>"tính đến 30/11/2024. Văn phòng ghi 28/11/2024, 09:42, từ trang nhập."</summary>
    public static string Spoken(this Fact fact)
    {
        var who = fact.Who.Length > 0 ? $"{Shell.Wording.Capital(fact.Who)} ghi" : "Ghi";
        var origin = fact.Origin.Length > 0 ? $", từ {fact.Origin}" : "";
        var note = fact.Note.Length > 0 ? $" “{fact.Note}”" : "";
        return $"Tính đến {fact.AsOf.Spoken()}. {who} {fact.SavedAt.SpokenLocal()}{origin}.{note}";
    }

    public static string Spoken(this DateOnly date) => date.ToString(Day, Domain.NumberText.Vietnamese);

    /// <summary>An instant in UTC, as a clock on the wall here shows it.</summary>
    public static string SpokenLocal(this DateTime instant) =>
        (instant + Ahead).ToString("dd/MM/yyyy, HH:mm", Domain.NumberText.Vietnamese);
}
