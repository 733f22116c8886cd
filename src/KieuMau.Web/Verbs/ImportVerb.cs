using System.Globalization;
using KieuMau.Formats.Observations;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Verbs;

/// <summary>Nhập bảng của cơ quan vào cơ sở dữ liệu: all or nothing, and never while a question is open.</summary>
internal static class ImportVerb
{
    public static readonly Verb Verb = new(
        "import",
        "Nhập một bảng Excel vào cơ sở dữ liệu, theo tệp ghép cột.",
        "import --workbook <xlsx> --mapping <tệp> --period <kỳ> [--as-of <yyyy-mm-dd>] [--unit <mã xã>] [--dry-run] --json",
        [
            new("--workbook", "tệp .xlsx của cơ quan", Needed: true),
            new("--mapping", "tệp ghép cột kèm câu trả lời; chưa có tệp thì lệnh đề nghị cách ghép và ghi vào đó", Needed: true),
            new("--period", "kỳ số liệu: 2024, 2024-H1, 2024-Q4, 2024-11", Needed: true),
            new("--as-of", "ngày số liệu tính đến; không ghi thì lấy ngày trong tiêu đề"),
            new("--unit", "mã xã; không cần khi chỉ có một xã"),
            new("--dry-run", "chạy thử, không ghi gì", Flag: true),
            new("--json", "kết quả dạng JSON", Flag: true),
        ],
        Run);

    private static async Task<int> Run(VerbArguments arguments)
    {
        DateOnly? asOf = null;
        if (!Period.TryParse(arguments["--period"], out var period)) return Wrong($"“{arguments["--period"]}” không phải là kỳ. Viết 2024, 2024-H1, 2024-Q4 hoặc 2024-11.");
        if (arguments.Find("--as-of") is { } typed)
        {
            if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return Wrong("Ngày viết dạng năm-tháng-ngày, ví dụ 2024-11-30.");
            asOf = date;
        }

        await using var office = await VerbOffice.Open();
        var commune = await CommuneOf(office.Get<UnitReader>(), arguments.Find("--unit"), period);
        var import = office.Get<ImportWorkbook>();
        var workbook = Read(arguments["--workbook"]);
        var named = await import.UnitsOf(commune, period.Last);
        var mapping = MappingOf(arguments["--mapping"], workbook, office, named);
        var trial = import.Try(workbook, mapping, named, period);

        if (!trial.Run.Ready) return Say(Asked(workbook.FileName, trial.Run), Verb.Refused);
        if (arguments.Has("--dry-run")) return Say(new { Stored = 0, Ready = trial.Run.Observations.Count, trial.Run.Notes }, Verb.Done);
        var result = await import.Store(trial.Run, mapping, workbook.FileName, period, asOf, office.Get<Gate>().Sign(origin: "Excel"), default, trial.FromTemplate);
        if (!result.Clean) return Say(new { Errors = result.Refused.Select(refused => Problem(workbook.FileName, "", $"{refused.Change.Unit}, {refused.Change.Measure.Name}: {refused.Refusal.Text}")) }, Verb.Refused);
        return Say(new { Stored = result.Outcomes.Count(outcome => outcome is ChangeOutcome.Saved or ChangeOutcome.SavedBehind), Unchanged = result.Outcomes.Count(outcome => outcome is ChangeOutcome.Unchanged), trial.Run.Notes, result.Advice }, Verb.Done);
    }

    private static Workbook Read(string path)
    {
        if (!File.Exists(path)) throw new FileRefusedException([new(path, 0, 0, "Không có tệp này.")]);
        using var file = File.OpenRead(path);
        using var admitted = WorkbookGate.Admit(file, path);
        return WorkbookReader.Read(admitted, Path.GetFileName(path));
    }

    private static ColumnMapping MappingOf(string path, Workbook workbook, VerbOffice office, IReadOnlyList<Domain.Units.Unit> named)
    {
        if (File.Exists(path)) return ColumnMapping.FromJson(File.ReadAllText(path), path);
        var proposed = ColumnProposal.For(workbook, office.Law.Library.Measures, named);
        File.WriteAllText(path, proposed.ToJson());
        return proposed;
    }

    private static async Task<string> CommuneOf(UnitReader units, string? asked, Period period)
    {
        var communes = await units.Communes(period.Last);
        if (asked is not null) return communes.FirstOrDefault(unit => unit.Code == asked)?.Code ?? throw new FileRefusedException([new("", 0, 0, $"Không có xã mã “{asked}” trong {period.Spoken()}.")]);
        return communes is [var only] ? only.Code : throw new FileRefusedException([new("", 0, 0, $"Có {communes.Count} xã trong {period.Spoken()}; ghi --unit <mã xã>.")]);
    }

    // every doubtful cell with its address and possible readings; the answers go into the mapping file
    private static object Asked(string file, TrialRun run) => new
    {
        Errors = run.Questions.Select(question => Problem(file, question.Cell, $"{question.Cell} “{question.Raw}”: {question.Why}"))
            .Concat(run.Refusals.Select(refusal => Problem(file, refusal.Cell, $"{refusal.Cell} “{refusal.Raw}”: {refusal.Text}"))),
        Questions = run.Questions.Select(question => new
        {
            question.Cell,
            Unit = question.Unit?.Code,
            Measure = question.Measure?.Code,
            question.Raw,
            Answers = question.Readings.Select(reading => reading.Answer),
        }),
    };

    private static object Problem(string file, string cell, string message) => new
    {
        File = file,
        Line = CellAddress.TryParse(cell, out var address) ? address.Row : 0,
        Column = CellAddress.TryParse(cell, out _) ? address.Column : 0,
        Message = message,
    };

    private static int Say(object answer, int code)
    {
        VerbOutput.Write(answer);
        return code;
    }

    private static int Wrong(string text)
    {
        Console.Error.WriteLine(text);
        return Verb.WrongUsage;
    }
}
