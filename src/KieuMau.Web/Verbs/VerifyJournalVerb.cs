using System.Globalization;
using System.Text.Json;
using KieuMau.Domain.Journal;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Verbs;

/// <summary>Kiểm tra nhật ký: whether anybody has changed, taken out or slipped in an entry, a number or a text of the law.</summary>
internal static class VerifyJournalVerb
{
    public static readonly Verb Verb = new(
        "verify-journal",
        "Kiểm tra nhật ký và số liệu có còn nguyên như khi ghi.",
        "verify-journal [--shard <số> | --unit <mã>] [--heads <tệp>] [--json]",
        [
            new("--shard", "chỉ một xích; 0 là xích không thuộc xã nào"),
            new("--unit", "chỉ xích của xã có đơn vị này"),
            new("--heads", "tệp JSON của lần kiểm tra trước: nhật ký phải còn chứa các mốc trong đó"),
            new("--json", "kết quả dạng JSON; giữ tệp này ở nơi khác làm mốc", Flag: true),
        ],
        Run);

    private static async Task<int> Run(VerbArguments arguments)
    {
        int? shard = null;
        if (arguments.Find("--shard") is { } typed)
        {
            if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                Console.Error.WriteLine($"“{typed}” không phải số xích. Ghi 0, 1, 2…");
                return Verb.WrongUsage;
            }

            shard = number;
        }

        var known = arguments.Find("--heads") is { } file ? Heads(file) : null;
        await using var office = await VerbOffice.Open(begins: false);
        if (arguments.Find("--unit") is { } unit)
        {
            var path = await office.Get<UnitPaths>().Of(unit) ?? throw new FileRefusedException([new("", 0, 0, UnitRefusals.Unknown(unit).Text)]);
            shard = path.Shard;
        }

        var check = await office.Get<VerifyJournal>().Verify(shard is { } one ? [one] : null, known?.Where(head => shard is null || head.Shard == shard).ToList());
        var communes = await office.Get<RuralDb>().Shards.ToDictionaryAsync(row => row.Shard, row => row.Commune);
        if (arguments.Has("--json")) VerbOutput.Write(Described(check, communes));
        else Print(check, communes);
        return check.Intact ? Verb.Done : Verb.Refused;
    }

    private static object Described(JournalCheck check, Dictionary<int, string> communes) => new
    {
        check.Intact,
        check.Entries,
        check.Savings,
        Breaks = check.Breaks.Select(one => new { one.Shard, Commune = communes.GetValueOrDefault(one.Shard, ""), Entry = one.Id, Message = one.Why }),
        Heads = check.Heads.Select(head => new { head.Shard, head.Id, head.Hash }),
    };

    private static void Print(JournalCheck check, Dictionary<int, string> communes)
    {
        foreach (var one in check.Breaks) Console.Error.WriteLine($"{(communes.TryGetValue(one.Shard, out var commune) ? commune : $"xích {one.Shard}")}: {one.Why}");
        Console.WriteLine(check.Intact ? check.Said : $"Có {check.Breaks.Count} chỗ không còn nguyên, trong {check.Entries} dòng của {check.Heads.Count} xích.");
    }

    private static List<ChainHead> Heads(string file)
    {
        try
        {
            using var read = JsonDocument.Parse(File.ReadAllText(file));
            return [.. read.RootElement.GetProperty("heads").EnumerateArray().Select(head => new ChainHead(head.GetProperty("shard").GetInt32(), head.GetProperty("id").GetInt64(), head.GetProperty("hash").GetString()!))];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FileRefusedException([new(file, 0, 0, "Không đọc được mốc. Dùng tệp mà “verify-journal --json” đã ghi ra.")]);
        }
    }
}
