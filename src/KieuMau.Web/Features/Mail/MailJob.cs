using KieuMau.Web.Hosting;

namespace KieuMau.Web.Features.Mail;

/// <summary>Người đưa thư: every minute writes what is due and sends it. Stands still when no server is configured.</summary>
public sealed class MailJob(IServiceScopeFactory scopes, MailSettings settings, TimeProvider clock, ILogger<MailJob> log) : MachineRounds(scopes, "gửi thư", TimeSpan.FromMinutes(1), clock, log)
{
    protected override bool BeginsAtOnce => false;

    /// <returns>How many messages were written, and how many sent.</returns>
    public Task<(int Written, int Sent)> Once(CancellationToken ct) => AsMachine(async services =>
        (await services.GetRequiredService<WriteMail>().WriteDue(ct), await services.GetRequiredService<SendMail>().SendDue(ct)));

    protected override bool IsWanted()
    {
        if (!settings.Ready && settings.Host.Length > 0) Log.LogError("Không gửi thư: {Problem}", settings.Problem);
        return settings.Ready;
    }

    public override Task Round(CancellationToken ct) => Once(ct);

    protected override void Tell(Exception failure) => Log.LogError(failure, "Một lượt gửi thư không xong; lượt sau làm tiếp.");
}
