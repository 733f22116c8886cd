using System.Text;
using KieuMau.Domain.Accounts;
using KieuMau.Formats.Journal;
using KieuMau.Formats.Tables;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Journal;

/// <summary>Xuất nhật ký: what the page shows, as a file, a piece at a time. The export itself is journalled before its first line leaves.</summary>
public sealed class ExportJournal(RuralDb db, FindJournalScope scopes, UnitReader units, JournalWriter journal, TimeProvider clock)
{
    public const string Act = "journal.export";

    /// <summary>Newest first; older ones are reached by narrowing the filter.</summary>
    public const int MostLines = 100_000;

    public const int MostInWorkbook = 5_000;

    private const int Piece = 1_000;

    public async Task Csv(JournalFilter filter, Stream to, CancellationToken ct)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        var scope = await Note(filter, "CSV", ct);
        await Piecewise(writer, JournalFile.WriteHead);
        await foreach (var lines in Pieces(filter, scope, MostLines, ct)) await Piecewise(writer, text => JournalFile.WriteLines(text, lines));
    }

    public async Task Workbook(JournalFilter filter, Stream to, CancellationToken ct)
    {
        var scope = await Note(filter, "Excel", ct);
        var lines = new List<JournalLine>();
        await foreach (var piece in Pieces(filter, scope, MostInWorkbook, ct)) lines.AddRange(piece);
        var cut = lines.Count == MostInWorkbook ? $" Chỉ gồm {NumberText.Spoken(MostInWorkbook)} dòng mới nhất; thu hẹp bộ lọc hoặc lấy tệp CSV để có phần cũ hơn." : "";
        TableWorkbook.Write(to, JournalFile.Sheet(["Nhật ký", $"Xuất lúc {clock.Instant().SpokenLocal()}. {(filter.Any ? $"Lọc: {filter.Said()}." : "")}{cut}".Trim()], lines));
    }

    private async Task<JournalScope> Note(JournalFilter filter, string kind, CancellationToken ct)
    {
        var scope = await scopes.Of(ct);
        await journal.Record(JournalWriter.OfNoCommune, new(Act, $"Xuất nhật ký ra tệp {kind}{(filter.Any ? $", lọc {filter.Said()}" : "")}"), ct);
        return scope;
    }

    private async IAsyncEnumerable<IReadOnlyList<JournalLine>> Pieces(JournalFilter filter, JournalScope scope, int most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var rows = await filter.Over(db, scope, ct);
        var after = (JournalPlace?)null;
        for (var left = most; left > 0;)
        {
            var piece = await ShowJournal.Older(rows, after).Take(Math.Min(Piece, left)).ToListAsync(ct);
            var named = await units.Alone([.. piece.Select(row => row.Unit).Distinct()], ct);
            if (piece.Count > 0) yield return [.. piece.Select(row => new JournalLine(row.Read(), JournalActs.NameOf(row.Act), row.UnitName(named), row.Hash, row.At.InVietNam()))];
            if (piece.Count < Piece) yield break;
            left -= piece.Count;
            after = JournalPlace.Of(piece[^1]);
        }
    }

    // the CSV writer knows no waiting, the line to the browser knows nothing else
    private static async Task Piecewise(StreamWriter writer, Action<TextWriter> write)
    {
        using var text = new StringWriter();
        write(text);
        await writer.WriteAsync(text.GetStringBuilder());
        await writer.FlushAsync();
    }
}

/// <summary>Tải nhật ký.</summary>
public static class JournalEndpoints
{
    public static void MapJournal(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/nhat-ky.csv", (HttpContext http, ExportJournal export) =>
            Results.Stream(to => export.Csv(JournalFilter.Of(http.Request.Query), to, http.RequestAborted), "text/csv; charset=utf-8", "nhat-ky.csv")).Asks(Right.ReadJournal);
        routes.MapGet("/nhat-ky.xlsx", async (HttpContext http, ExportJournal export) =>
        {
            var stream = new MemoryStream();
            await export.Workbook(JournalFilter.Of(http.Request.Query), stream, http.RequestAborted);
            stream.Position = 0;
            return Results.File(stream, TableWorkbook.ContentType, "nhat-ky.xlsx");
        }).Asks(Right.ReadJournal);
    }
}
