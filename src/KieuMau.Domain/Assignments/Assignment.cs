namespace KieuMau.Domain.Assignments;

/// <summary>Phần được giao: chủ trì or phối hợp.</summary>
public enum AssignedAs
{
    /// <summary>Phụ trách (chủ trì): one on any day.</summary>
    Lead,

    /// <summary>Phối hợp: any number.</summary>
    CoWorker,
}

/// <summary>Dòng được giao: a criterion with all its lines, or one line.</summary>
public sealed record AssignedLine(string Set, string Code, bool OfCriterion = false)
{
    /// <summary>"Chỉ tiêu 5.1", "Tiêu chí 5".</summary>
    public string Spoken => $"{(OfCriterion ? "Tiêu chí" : "Chỉ tiêu")} {Code}";
}

/// <summary>Người, cơ quan được giao: an office, a person, or both.</summary>
/// <param name="Person">Chức vụ of the person; empty when the office as a whole is meant.</param>
/// <param name="Membership">The membership of a board it goes through; it ends with that.</param>
public sealed record Assignee(int? Office, string OfficeName, int? Account, string Person, int? Membership)
{
    public string Spoken => (OfficeName.Length, Person.Length) switch
    {
        (0, _) => Person,
        (_, 0) => OfficeName,
        _ => $"{OfficeName} ({Person})",
    };

    public string OfficeOrPerson => OfficeName.Length > 0 ? OfficeName : Person;

    public bool Same(Assignee other) => Office == other.Office && Account == other.Account && Person == other.Person;
}

/// <summary>Phân công: who has a line, as what, from when to when.</summary>
/// <param name="Unit">Code of the one khu it is for; empty for every unit that the set judges: the commune itself, or every khu.</param>
public sealed record Assignment(int Id, AssignedLine Line, string Unit, AssignedAs As, Assignee Who, Term Term)
{
    public bool CoversUnit(string unit) => Unit.Length == 0 || Unit == unit;
}
