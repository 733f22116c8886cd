using System.ComponentModel;
using System.Diagnostics;

namespace KieuMau.Web.Features.Evidence.Files;

/// <summary>Chạy một chương trình khác, for so long and no longer; what it says goes nowhere.</summary>
internal static class LimitedProcess
{
    /// <returns>Its exit code; nothing when it could not start or did not end in time.</returns>
    public static async Task<int?> Run(ProcessStartInfo start, TimeSpan patience, CancellationToken ct)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError, start.RedirectStandardInput) = (true, true, true);
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        process.StandardInput.Close();
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            return null;
        }
    }
}
