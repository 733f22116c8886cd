using KieuMau.Domain.Privacy;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Formats.Procedures;

/// <summary>Đọc danh mục trường dữ liệu cá nhân: whole or not at all.</summary>
public static class PersonalDataYaml
{
    public const string FileName = "thu-tuc/truong-ca-nhan.yaml";

    /// <exception cref="FileRefusedException">With every error.</exception>
    public static PersonalDataBook Read(string text, string file) => ProcedureYaml.Read(text, file, map =>
    {
        var purposes = map.Maps("mục đích").Select(PurposeOf).ToList();
        return new PersonalDataBook(purposes, [.. map.Maps("trường").Select(field => FieldOf(field, purposes))], map.Texts("không phải dữ liệu cá nhân"));
    });

    private static ProcessingPurpose PurposeOf(KeyedMap map)
    {
        var purpose = new ProcessingPurpose(map.Required("mã"), map.Required("tên"), map.Required("căn cứ"), map.Required("trạng thái"));
        map.NothingElse();
        return purpose;
    }

    private static PersonalField FieldOf(KeyedMap map, IReadOnlyList<ProcessingPurpose> purposes)
    {
        var asked = map.Required("mục đích");
        if (purposes.FirstOrDefault(one => one.Code == asked) is not { } purpose)
        {
            map.Complain(map.Map.Find("mục đích") ?? map.Map, $"Không có mục đích mang mã “{asked}”.");
            purpose = new(asked, "", "", "");
        }

        var sensitivity = map.OneOf("nhãn", "cơ bản", "nhạy cảm") == "nhạy cảm" ? Sensitivity.Sensitive : Sensitivity.Basic;
        var field = new PersonalField(map.Required("tên"), map.Texts("cột"), sensitivity, purpose, map.Required("lớp"));
        if (field.Columns.Count == 0) map.Complain(map.Map, "Thiếu “cột”.");
        map.NothingElse();
        return field;
    }
}
