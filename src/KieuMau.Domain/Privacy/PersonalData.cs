namespace KieuMau.Domain.Privacy;

/// <summary>Nhãn của một trường dữ liệu cá nhân (NĐ 356/2025/NĐ-CP Đ3–4).</summary>
public enum Sensitivity
{
    /// <summary>Cơ bản.</summary>
    Basic,

    /// <summary>Nhạy cảm: sign-in secrets, a photo of an identity card, health, location.</summary>
    Sensitive,
}

/// <summary>Mục đích xử lý, with what it rests on.</summary>
/// <param name="Status">How well the basis is known, in Vietnamese.</param>
public sealed record ProcessingPurpose(string Code, string Name, string Basis, string Status);

/// <summary>Trường dữ liệu cá nhân: what is kept of a person, where, why.</summary>
/// <param name="Columns">"table.column", or a folder of files.</param>
/// <param name="Class">Code of the retention class that says for how long.</param>
public sealed record PersonalField(string Name, IReadOnlyList<string> Columns, Sensitivity Sensitivity, ProcessingPurpose Purpose, string Class);

/// <summary>Danh mục trường dữ liệu cá nhân.</summary>
/// <param name="Others">Columns of text that speak of nobody.</param>
public sealed record PersonalDataBook(IReadOnlyList<ProcessingPurpose> Purposes, IReadOnlyList<PersonalField> Fields, IReadOnlyList<string> Others)
{
    /// <summary>Every column that has been thought of.</summary>
    public IEnumerable<string> Columns => Fields.SelectMany(one => one.Columns).Concat(Others);
}

public static class SensitivityWords
{
    public static string Spoken(this Sensitivity sensitivity) => sensitivity switch
    {
        Sensitivity.Basic => "cơ bản",
        Sensitivity.Sensitive => "nhạy cảm",
        _ => throw new ArgumentOutOfRangeException(nameof(sensitivity), sensitivity, null),
    };
}
