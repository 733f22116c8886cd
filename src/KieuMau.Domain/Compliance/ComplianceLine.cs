namespace KieuMau.Domain.Compliance;

public enum ComplianceState
{
    Met,
    Partly,
    NotMet,
}

/// <summary>Một yêu cầu về an toàn và dữ liệu, and how the product stands to it.</summary>
/// <param name="Code">T01…T32.</param>
/// <param name="Status">How well the requirement itself is known.</param>
/// <param name="How">By what it is met, or what is lacking.</param>
/// <param name="Where">Page, verb or test that shows it.</param>
/// <param name="Measure">Name of a live figure shown beside it; empty when the program cannot measure it.</param>
public sealed record ComplianceLine(string Code, string Statement, string Basis, string Status, ComplianceState State, string How, string Where, string Measure);

public static class ComplianceWords
{
    public static string Spoken(this ComplianceState state) => state switch
    {
        ComplianceState.Met => "Đáp ứng",
        ComplianceState.Partly => "Đáp ứng một phần",
        _ => "Chưa đáp ứng",
    };
}
