namespace KieuMau.Web.Features.Evidence.Files;

/// <summary>Dọn khi mở cửa: uploads that a power cut or a killed process left half-way.</summary>
public sealed class SweepArrivals(FileStore store, ILogger<SweepArrivals> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var swept = store.Sweep();
        if (swept > 0) log.LogWarning("Đã dọn {Count} tệp minh chứng gửi dở, chưa ai được báo là đã nhận.", swept);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
