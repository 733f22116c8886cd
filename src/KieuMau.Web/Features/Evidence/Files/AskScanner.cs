using System.Diagnostics;

namespace KieuMau.Web.Features.Evidence.Files;

/// <summary>Trả lời của phần mềm quét mã độc.</summary>
public enum ScanAnswer
{
    Clean,
    Found,

    /// <summary>It could not say; the file is not taken.</summary>
    Unknown,
}

/// <summary>Hỏi phần mềm quét mã độc: the one place where a scanner may be asked. None is shipped.</summary>
public interface IAskScanner
{
    /// <param name="path">The file as it arrived, before anything of it is opened or kept.</param>
    Task<ScanAnswer> Ask(string path, CancellationToken ct);
}

/// <summary>Không quét.</summary>
public sealed class NoScanner : IAskScanner
{
    public Task<ScanAnswer> Ask(string path, CancellationToken ct) => Task.FromResult(ScanAnswer.Clean);
}

/// <summary>
/// Hỏi bằng một lệnh: <c>KIEUMAU_QUET_MA_DOC</c>, with the path as its last argument. It ends with 0 when the file is clean
/// and 1 when it is not; anything else, or no answer in a minute, is "cannot say".
/// </summary>
public sealed class CommandScanner(string command) : IAskScanner
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static IAskScanner Of(IConfiguration configuration) =>
        configuration["KIEUMAU_QUET_MA_DOC"] is { Length: > 0 } command ? new CommandScanner(command) : new NoScanner();

    public async Task<ScanAnswer> Ask(string path, CancellationToken ct)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ended = await LimitedProcess.Run(new ProcessStartInfo(words[0], [.. words[1..], path]), Patience, ct);
        return ended switch { 0 => ScanAnswer.Clean, 1 => ScanAnswer.Found, _ => ScanAnswer.Unknown };
    }
}
