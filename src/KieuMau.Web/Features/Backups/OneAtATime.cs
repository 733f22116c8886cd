using KieuMau.Web.Data;

namespace KieuMau.Web.Features.Backups;

/// <summary>Một việc giữ gìn một lúc: the schedule and somebody at the page do not write the same file or test in the same place.</summary>
internal static class OneAtATime
{
    private static readonly WriterGate Gate = new();

    public static Task<IDisposable> Enter(CancellationToken ct) => Gate.Enter(ct);
}
