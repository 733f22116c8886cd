namespace KieuMau.Web.Features.Backups;

/// <summary>Chuyển cơ sở dữ liệu sang nơi khác: every table, proved by counts and hashes read back from the new place.</summary>
public static class MoveOffice
{
    public sealed record Line(string Table, long Rows, string From, string To);

    /// <exception cref="FileRefusedException">The target is not empty, or what was read back differs.</exception>
    public static async Task<IReadOnlyList<Line>> Move(DatabasePlace from, DatabasePlace to, CancellationToken ct)
    {
        if (!await to.IsEmpty(ct)) throw new FileRefusedException([new(to.Spoken, 0, 0, "Nơi nhận đã có bảng. Chỉ chuyển vào cơ sở dữ liệu trống: tạo cơ sở dữ liệu mới, hoặc xóa bảng của lần thử trước.")]);
        await using var db = await from.OpenOffice(ct);
        await using var snapshot = await OfficeSnapshot.Take(db, ct);
        const string Aside = "truoc_khi_chuyen";
        await using var stage = await PostgresStage.Begin(to.Connection!, "chuyen_dang_lam", Aside, ct);
        var sent = new Dictionary<string, TableDigest>();
        var found = await stage.Fill(SchemaNames.Newest(db), snapshot.Tables, table => Counted(snapshot, table, sent[table.Name] = new(), ct), null, ct);
        IReadOnlyList<TableSum> expected = [.. snapshot.Tables.Select(table => new TableSum(table.Name, sent[table.Name].Rows, sent[table.Name].Sum))];
        StagedDatabase.Compare(expected, found);
        await stage.PutInPlace(ct);
        await PostgresStage.ForgetEmptyAside(to.Connection!, Aside, ct);
        return [.. expected.Zip(found, (left, right) => new Line(left.Table, left.Rows, left.Sum, right.Sum))];
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Counted(OfficeSnapshot snapshot, StoredTable table, TableDigest digest, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var line in snapshot.Lines(table, ct))
        {
            digest.Add(line.Span);
            yield return line;
        }
    }
}
