using KieuMau.Web.Features.Retention;

namespace KieuMau.Web.Verbs;

/// <summary>Thời gian giữ: lists what is due, and deletes it when told to.</summary>
internal static class RetentionVerb
{
    public static readonly Verb Verb = new(
        "retention", "Liệt kê dữ liệu đến hạn xóa theo bảng thời gian giữ; --apply thì xóa thật.", "retention [--apply] [--json]",
        [new("--apply", "xóa thật; không ghi thì chỉ liệt kê", Flag: true), new("--json", "kết quả dạng JSON", Flag: true)],
        async arguments =>
        {
            await using var office = await VerbOffice.Open(begins: false);
            var lines = await office.Get<ApplyRetention>().Run(arguments.Has("--apply"), default);
            if (arguments.Has("--json")) VerbOutput.Write(lines.Select(line => new { line.Class.Code, line.Class.Name, Keep = line.Class.KeepText, line.Class.Basis, line.Class.Status, line.Before, line.Due, line.Deleted }));
            else foreach (var line in lines) Console.WriteLine($"{line.Class.Name} (giữ: {line.Class.KeepText}): {line.Spoken}{(arguments.Has("--apply") && line.Due > 0 ? $", đã xóa {line.Deleted}" : "")}");
            return Verb.Done;
        });
}
