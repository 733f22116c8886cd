using KieuMau.Web.Data;
using KieuMau.Web.Hosting;

namespace KieuMau.Web.Features.Retention;

/// <summary>Xóa theo bảng thời gian giữ, once a day, whether or not backups are made.</summary>
public sealed class RetainDaily(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RetainDaily> log) : MachineRounds(scopes, "thời gian giữ", TimeSpan.FromHours(1), clock, log)
{
    private DateOnly done;

    protected override bool BeginsAtOnce => false;

    public override async Task Round(CancellationToken ct)
    {
        var today = Clock.Today();
        if (done == today) return;
        await AsMachine(services => services.GetRequiredService<ApplyRetention>().Run(apply: true, ct));
        done = today;
    }

    protected override void Tell(Exception failure) => Log.LogError("Việc xóa theo thời gian giữ chưa xong: {Problem}", failure.Message);
}
