using KieuMau.Domain.Accounts;
using KieuMau.Domain.Backups;
using KieuMau.Domain.Registers;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Accounts.People;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Privacy;
using KieuMau.Web.Features.Registers;
using KieuMau.Web.Features.Retention;
using KieuMau.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Compliance;

/// <summary>Con số sống: what the program can measure of its own compliance, by the name the file of requirements uses.</summary>
public sealed class LiveFigures(RuralDb db, ShowPrivacy privacy, BackupRegister backups, BackupSettings settings, KeepRequests requests, KeepIncidents incidents, ApplyRetention retention, KeyProtection keys, SessionRules rules, OfficeNetworks networks, IConfiguration configuration, TimeProvider clock)
{
    public async Task<IReadOnlyDictionary<string, string>> Of(IEnumerable<string> names, CancellationToken ct)
    {
        var found = new Dictionary<string, string>();
        foreach (var name in names) found[name] = await Of(name, ct);
        return found;
    }

    private async Task<string> Of(string name, CancellationToken ct) => name switch
    {
        "tai-khoan" => await People(ct),
        "khong-dung-45-ngay" => await Idle(ct),
        "hai-lop" => await SecondFactors(ct),
        "nhat-ky" => await db.Journal.MinAsync(row => (DateTime?)row.At, ct) is { } first ? $"{NumberText.Spoken(await db.Journal.LongCountAsync(ct))} dòng, từ {DayWords.At(first)}" : "chưa có dòng nào",
        "khoa-cua-trang" => keys.IsSealed ? "khóa của trang đang mã hóa" : "khóa của trang chưa mã hóa: đặt KIEUMAU_KEY_FILE",
        "sao-luu" => await Backups(ct),
        "su-co" => await Incidents(ct),
        "yeu-cau" => await Requests(ct),
        "thoi-gian-giu" => await Retention(ct),
        "phu-trach-du-lieu" => await Keepers(ct),
        "do-dac" => configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } ? "đang gửi đo đạc tới địa chỉ do cơ quan đặt" : "không gửi đo đạc đi đâu",
        _ => "",
    };

    private async Task<string> People(CancellationToken ct)
    {
        var kinds = await db.Accounts.Where(account => account.DisabledAt == null).GroupBy(account => account.Kind).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        return kinds.Count == 0 ? "chưa có tài khoản nào" : string.Join(", ", kinds.OrderBy(kind => kind.Key).Select(kind => $"{kind.Count} {KindWords.Of(kind.Key)}"));
    }

    private async Task<string> SecondFactors(CancellationToken ct)
    {
        var without = db.Accounts.Where(account => account.DisabledAt == null && !account.TwoFactorEnabled);
        return $"{await without.CountAsync(account => account.Kind == AccountKind.Administrator, ct)} tài khoản quản trị và {await without.CountAsync(account => account.Kind != AccountKind.Administrator, ct)} tài khoản khác chưa bật lớp thứ hai bằng mã; mạng cơ quan: {networks}";
    }

    private async Task<string> Idle(CancellationToken ct) =>
        $"{await db.Accounts.IdleSince(clock.Instant() - rules.IdleFor).CountAsync(ct)} tài khoản còn mở mà không dùng quá {rules.IdleDays} ngày";

    private async Task<string> Backups(CancellationToken ct)
    {
        var last = await backups.LastGood(KeepingAct.Backup, settings.Kept, ct);
        var test = await backups.LastGood(KeepingAct.RestoreTest, settings.Kept, ct);
        var old = BackupTimes.IsOld(clock.Instant(), last?.BegunAt) ? $"; quá {BackupTimes.OldAfterDays} ngày" : "";
        return $"{(settings.Scheduled ? "có lịch" : "chưa đặt lịch")}; bản tốt gần nhất: {(last is null ? "chưa có" : DayWords.At(last.EndedAt) + old)}; thử khôi phục gần nhất: {(test is null ? "chưa có" : DayWords.At(test.EndedAt))}";
    }

    private async Task<string> Incidents(CancellationToken ct)
    {
        var register = await incidents.Show(ct);
        return $"{register.Lines.Count(line => line.Incident.ClosedAt is null)} sự cố đang mở, {register.Lines.Count(line => line.Clocks.Any(one => one.At(register.Now) == ClockState.Overdue))} có đồng hồ quá hạn";
    }

    private async Task<string> Requests(CancellationToken ct)
    {
        var register = await requests.Show(ct);
        return $"{register.Lines.Count(line => line.Open)} yêu cầu đang chờ, {register.Lines.Count(line => line.Open && (line.Act == DayState.Overdue || line.Answer == DayState.Overdue))} quá hạn";
    }

    private async Task<string> Retention(CancellationToken ct)
    {
        var lines = await retention.Run(apply: false, ct);
        return $"{lines.Count} lớp dữ liệu, {lines.Count(line => line.Class.KeepText == "chưa xác minh")} lớp chưa xác minh thời hạn; {lines.Sum(line => line.Due ?? 0)} mục đến hạn xóa";
    }

    private async Task<string> Keepers(CancellationToken ct)
    {
        var count = (await privacy.Keepers(ct)).Select(keeper => keeper.Account).Distinct().Count();
        return count == 0 ? "chưa giao cho ai" : $"đã giao cho {count} người";
    }
}
