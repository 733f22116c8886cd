using KieuMau.Web.Data;
using KieuMau.Web.Features.Backups;

namespace KieuMau.Web.Verbs;

/// <summary>Các lệnh giữ gìn: what must work when nobody can open a page.</summary>
internal static class BackupVerbs
{
    private const string ByVerb = "lệnh";

    private static readonly VerbOption Json = new("--json", "kết quả dạng JSON", Flag: true);
    private static readonly VerbOption KeyFile = new("--key-file", "tệp khóa; không ghi thì lấy KIEUMAU_BACKUP_KEY");

    public static readonly Verb NewKey = new(
        "new-key", "Tạo tệp khóa để mã hóa bản sao lưu hoặc khóa của trang.", "new-key --to <tệp>",
        [new("--to", "tệp khóa mới; không ghi đè tệp đã có", Needed: true)],
        arguments =>
        {
            BackupKey.WriteNew(arguments["--to"]);
            Console.WriteLine($"Đã tạo {arguments["--to"]}. Giữ một bản ở nơi khác: mất khóa này thì không mở được gì đã mã hóa bằng nó.");
            return Task.FromResult(Verb.Done);
        });

    public static readonly Verb Backup = new(
        "backup", "Sao lưu cơ sở dữ liệu và tệp vào một bản mã hóa, kể cả khi trang đang chạy.", "backup --to <thư mục|tệp> [--key-file <tệp>]",
        [new("--to", "thư mục hoặc tên tệp; không ghi thì lấy KIEUMAU_BACKUP_DIR"), KeyFile, Json],
        async arguments =>
        {
            var office = new KeepingOffice();
            await using var db = await office.Place.OpenOffice(default);
            var run = await office.Backups(db).Into(arguments.Find("--to") ?? office.Settings.Folder ?? throw Lacking("--to", "Ghi --to <thư mục>, hoặc đặt KIEUMAU_BACKUP_DIR."), office.Key(arguments), ByVerb, default);
            return Say(arguments, new { run.File, run.Bytes, run.Sha256, run.Tables, run.Rows, run.Files, run.Problem },
                $"Đã sao lưu {NumberText.Spoken(run.Rows)} dòng của {run.Tables} bảng và {NumberText.Spoken(run.Files)} tệp.\n{run.File}\nSHA-256 {run.Sha256}", run.Problem);
        });

    public static readonly Verb Verify = new(
        "verify-backup", "Đọc hết một bản sao lưu và đối chiếu mọi mã băm; --restore thì khôi phục thử ở chỗ tạm.", "verify-backup --from <tệp> [--key-file <tệp>] [--restore]",
        [new("--from", "bản sao lưu", Needed: true), KeyFile, new("--restore", "khôi phục thử vào chỗ tạm, so mã, rồi bỏ; ghi vào sổ", Flag: true), Json],
        async arguments =>
        {
            var office = new KeepingOffice();
            using var archive = OfficeArchive.Open(arguments["--from"], arguments.Has("--restore") ? office.Key(arguments) : office.KeyIfAny(arguments));
            await archive.Verify(default);
            var manifest = archive.Manifest;
            if (arguments.Has("--restore"))
            {
                await using var db = await office.Place.OpenOffice(default);
                var run = await office.Restore.Try(arguments["--from"], office.Key(arguments), ByVerb, default);
                await BackupRegister.AtTheMachine(db, office.Clock).Record(run, default);
            }

            return Say(arguments, new { manifest.MadeAt, manifest.Program, manifest.Database, manifest.Schema, Tables = manifest.Tables.Select(table => new { table.Name, table.Rows, table.Sum }), Files = manifest.Files.Count, manifest.Altered, Restored = arguments.Has("--restore") },
                $"Bản sao lưu còn nguyên như lúc làm: {NumberText.Spoken(manifest.Rows)} dòng của {manifest.Tables.Count} bảng, {NumberText.Spoken(manifest.Files.Count)} tệp, chụp lúc {manifest.MadeAt.InVietNam():HH:mm dd/MM/yyyy}."
                + (arguments.Has("--restore") ? "\nKhôi phục thử: mọi bảng đọc lại bằng nhau; chỗ tạm đã bỏ." : ""), manifest.AlteredSpoken);
        });

    public static readonly Verb Restore = new(
        "restore", "Khôi phục từ một bản sao lưu vào chỗ trống, hoặc thay bản đang có (bản cũ được cất lại).", "restore --from <tệp> [--key-file <tệp>] [--replace]",
        [new("--from", "bản sao lưu", Needed: true), KeyFile, new("--replace", "cất bản đang có sang tên khác rồi thay", Flag: true), Json],
        async arguments =>
        {
            var office = new KeepingOffice();
            var restored = await office.Restore.From(arguments["--from"], office.KeyIfAny(arguments), arguments.Has("--replace"), ByVerb, default);
            return Say(arguments, new { Tables = restored.Sums, Files = restored.Manifest.Files.Count, restored.Manifest.Altered, restored.Aside },
                $"Đã khôi phục {NumberText.Spoken(restored.Manifest.Rows)} dòng của {restored.Sums.Count} bảng và {NumberText.Spoken(restored.Manifest.Files.Count)} tệp; đọc lại bằng nhau từng bảng."
                + (restored.Aside is { } aside ? $"\nBản trước khi khôi phục cất ở {aside}." : ""), restored.Manifest.AlteredSpoken);
        });

    public static readonly Verb Move = new(
        "move", "Chuyển toàn bộ cơ sở dữ liệu từ SQLite sang PostgreSQL trống, chứng minh bằng số dòng và mã băm.", "KIEUMAU_MOVE_TO=\"Host=…;Database=…;Username=…;Password=…\" move",
        [new("--to", "chuỗi kết nối PostgreSQL của cơ sở dữ liệu trống; không ghi thì lấy KIEUMAU_MOVE_TO, để mật khẩu không hiện trong danh sách tiến trình"), Json],
        async arguments =>
        {
            var office = new KeepingOffice();
            var to = DatabasePlace.Postgres(arguments.Find("--to") ?? office.MoveTo ?? throw Lacking("--to", "Đặt KIEUMAU_MOVE_TO bằng chuỗi kết nối PostgreSQL, hoặc ghi --to."), "--to");
            using var alone = OfficeLock.Alone(office.Folder) ?? throw Lacking(office.Folder.Path, "Trang Kiểu Mẫu đang chạy trên thư mục dữ liệu này. Dừng trang rồi chuyển, để không sót gì.");
            var lines = await MoveOffice.Move(office.Place, to, default);
            return Say(arguments, new { From = office.Place.Spoken, To = to.Spoken, Tables = lines },
                string.Join('\n', lines.Select(line => $"{line.Table,-28} {line.Rows,12}  {line.From[..16]} = {line.To[..16]}")
                    .Prepend($"{office.Place.Spoken} → {to.Spoken}")
                    .Append($"Đã chuyển {NumberText.Spoken(lines.Sum(line => line.Rows))} dòng của {lines.Count} bảng; mã hai bên bằng nhau từng bảng. Đặt KIEUMAU_DB thành chuỗi kết nối này, giữ nguyên KIEUMAU_DATA (tệp và khóa ở đó), rồi chạy lại.")));
        });

    public static readonly Verb ExportAll = new(
        "export-all", "Xuất toàn bộ ra một tệp zip theo định dạng mở (JSON từng dòng, tệp nguyên gốc), để dùng ở chương trình khác.", "export-all --to <tệp.zip>",
        [new("--to", "tệp zip mới", Needed: true), Json],
        async arguments =>
        {
            var office = new KeepingOffice();
            await using var db = await office.Place.OpenOffice(default);
            var (manifest, bytes, hash) = await office.Backups(db).Open(Path.GetFullPath(arguments["--to"]), default);
            return Say(arguments, new { File = Path.GetFullPath(arguments["--to"]), Bytes = bytes, Sha256 = hash, Tables = manifest.Tables.Count, manifest.Rows, Files = manifest.Files.Count, manifest.Altered },
                $"Đã xuất {NumberText.Spoken(manifest.Rows)} dòng của {manifest.Tables.Count} bảng và {NumberText.Spoken(manifest.Files.Count)} tệp. Tệp này không mã hóa và có dữ liệu cá nhân: giữ như giữ hồ sơ giấy.", manifest.AlteredSpoken);
        });

    /// <param name="problem">What was done is done; whoever runs this by night must hear of it all the same.</param>
    private static int Say(VerbArguments arguments, object json, string words, string? problem = null)
    {
        if (arguments.Has("--json")) VerbOutput.Write(json);
        else Console.WriteLine(words.ReplaceLineEndings());
        if (problem is null) return Verb.Done;
        Console.Error.WriteLine(problem);
        return Verb.Refused;
    }

    private static FileRefusedException Lacking(string option, string message) => new([new(option, 0, 0, message)]);

    /// <summary>The settings a keeping verb needs; nothing is opened or created by it.</summary>
    private sealed class KeepingOffice
    {
        private readonly IConfiguration configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();

        public DataFolder Folder => DataFolder.Of(configuration);
        public DatabasePlace Place => DatabasePlace.Of(configuration);
        public string? MoveTo => configuration["KIEUMAU_MOVE_TO"] is { Length: > 0 } connection ? connection : null;
        public BackupSettings Settings => BackupSettings.Of(configuration);
        public TimeProvider Clock { get; } = TimeProvider.System;
        public RestoreOffice Restore => new(Place, Folder, Settings.Folder, Clock);

        public MakeBackup Backups(RuralDb db) => new(db, Folder, BackupRegister.AtTheMachine(db, Clock), Clock);

        public BackupKey Key(VerbArguments arguments) => KeyIfAny(arguments) ?? throw Lacking("--key-file", "Bản sao lưu luôn mã hóa: ghi --key-file <tệp>, hoặc đặt KIEUMAU_BACKUP_KEY. Chưa có khóa thì tạo bằng lệnh new-key --to <tệp>.");

        public BackupKey? KeyIfAny(VerbArguments arguments) => (arguments.Find("--key-file") ?? Settings.KeyFile) is { } path ? BackupKey.FromFile(path) : null;
    }
}
