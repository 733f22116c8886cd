namespace KieuMau.Domain.Assignments;

/// <summary>Thời hạn: from a day to a day, both inclusive; without a last day it goes on.</summary>
public readonly record struct Term(DateOnly From, DateOnly? To = null)
{
    /// <summary>Ended before it began: it never held, and is kept as history only.</summary>
    public bool Never => To < From;

    public bool HeldOn(DateOnly day) => From <= day && (To is not { } to || day <= to);

    public bool Overlaps(Term other) =>
        !Never && !other.Never && (To is not { } to || other.From <= to) && (other.To is not { } last || From <= last);

    /// <summary>Whether every day of it is a day of the other.</summary>
    public bool Within(Term other) => other.From <= From && (other.To is not { } last || To <= last);

    /// <summary>The same, ended on that day unless it ends sooner.</summary>
    public Term EndedBy(DateOnly lastDay) => this with { To = To is { } to && to < lastDay ? to : lastDay };

    /// <summary>"từ 01/02/2024 đến 30/06/2025".</summary>
    public string Spoken => To is { } to ? $"từ {Written(From)} đến {Written(to)}" : $"từ {Written(From)}";

    /// <summary>"01/02/2024".</summary>
    public static string Written(DateOnly day) => day.ToString("dd/MM/yyyy", NumberText.Vietnamese);
}
