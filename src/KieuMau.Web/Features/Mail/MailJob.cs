using KieuMau.Domain.Accounts;
using KieuMau.Web.Features.Accounts;

namespace KieuMau.Web.Features.Mail;

/// <summary>Người đưa thư: every minute writes what is due and sends it. Stands still when no server is configured.</summary>
public sealed class MailJob(IServiceScopeFactory scopes, MailSettings settings, TimeProvider clock, ILogger<MailJob> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Ready)
        {
            if (settings.Host.Length > 0) log.LogError("Không gửi thư: {Problem}", settings.Problem);
            return;
        }

        using var timer = new PeriodicTimer(Round, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Once(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                log.LogError(failed, "Một lượt gửi thư không xong; lượt sau làm tiếp.");
            }
        }
    }

    /// <returns>How many messages were written, and how many sent.</returns>
    public async Task<(int Written, int Sent)> Once(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        (services.GetRequiredService<CurrentPerson>().Who, services.GetRequiredService<CurrentPerson>().Device) = (Who.Machine, "gửi thư");
        return (await services.GetRequiredService<WriteMail>().WriteDue(ct), await services.GetRequiredService<SendMail>().SendDue(ct));
    }
}
