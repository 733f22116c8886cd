using KieuMau.Web.Features.Accounts;

namespace KieuMau.Web.Hosting;

/// <summary>Việc máy tự làm theo giờ: round after round; one that fails is told in the log and never takes the site down.</summary>
/// <param name="act">How the journal calls it.</param>
public abstract class MachineRounds(IServiceScopeFactory scopes, string act, TimeSpan every, TimeProvider clock, ILogger log) : BackgroundService
{
    protected TimeProvider Clock => clock;

    protected ILogger Log => log;

    /// <summary>Whether there is anything to do in this installation; says why not.</summary>
    protected virtual bool IsWanted() => true;

    /// <summary>Whether the first round is at the start, or only after the first wait.</summary>
    protected virtual bool BeginsAtOnce => true;

    /// <summary>One round; called by the clock, and by tests.</summary>
    public abstract Task Round(CancellationToken ct);

    protected abstract void Tell(Exception failure);

    /// <summary>With services of its own, in the name of the machine.</summary>
    protected async Task<T> AsMachine<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentPerson>().BecomeMachine(act);
        return await work(scope.ServiceProvider);
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsWanted()) return;
        using var timer = new PeriodicTimer(every, clock);
        if (BeginsAtOnce) await TryRound(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await TryRound(stoppingToken);
    }

    private async Task TryRound(CancellationToken ct)
    {
        try
        {
            await Round(ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Tell(failure);
        }
    }
}
