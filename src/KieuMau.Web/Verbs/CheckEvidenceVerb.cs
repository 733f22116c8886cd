using KieuMau.Web.Features.Evidence;

namespace KieuMau.Web.Verbs;

/// <summary>Kiểm kho minh chứng: every file there, every byte as it came, nothing left over.</summary>
internal static class CheckEvidenceVerb
{
    public static readonly Verb Verb = new(
        "check-evidence",
        "Kiểm kho tệp minh chứng.",
        "check-evidence [--remove-unreferenced] [--json]",
        [new("--remove-unreferenced", "xóa tệp không ai dùng đã quá một ngày", Flag: true), new("--json", "kết quả dạng JSON", Flag: true)],
        Run);

    private static async Task<int> Run(VerbArguments arguments)
    {
        await using var office = await VerbOffice.Open(begins: false);
        var evidence = office.Get<CheckEvidence>();
        var removed = arguments.Has("--remove-unreferenced") ? await evidence.RemoveUnreferenced() : 0;
        var found = await evidence.Check();
        if (arguments.Has("--json"))
        {
            VerbOutput.Write(new { found.Files, found.Missing, found.Altered, found.Unreferenced, Removed = removed });
            return found.Sound ? Verb.Done : Verb.Refused;
        }

        foreach (var hash in found.Missing) Console.Error.WriteLine($"Thiếu tệp {hash}: lấy lại từ bản sao lưu.");
        foreach (var hash in found.Altered) Console.Error.WriteLine($"Tệp {hash} không còn nguyên như lúc nhận: lấy lại từ bản sao lưu.");
        Console.WriteLine($"{found.Files} tệp, {found.Missing.Count} thiếu, {found.Altered.Count} bị sửa, {found.Unreferenced.Count} không ai dùng{(removed > 0 ? $", đã xóa {removed}" : "")}.");
        return found.Sound ? Verb.Done : Verb.Refused;
    }
}
