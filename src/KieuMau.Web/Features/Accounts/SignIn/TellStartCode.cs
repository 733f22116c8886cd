namespace KieuMau.Web.Features.Accounts.SignIn;

/// <summary>Báo mã mở đầu where the program runs, while there is no account.</summary>
public sealed class TellStartCode(IServiceScopeFactory scopes, StartCode code) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<OpenFirstAdministrator>().IsNeeded(cancellationToken)) return;
        Console.WriteLine($"Chưa có tài khoản nào: mở trang rồi lập người quản trị đầu tiên. Từ máy khác thì cần mã mở đầu {code.Code}");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
