using System.Globalization;
using KieuMau.Domain.Registers;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Formats.Procedures;

/// <summary>Hạn của các sổ, with what each rests on.</summary>
public sealed record RegisterTerms(RequestTerms Requests, IncidentTerms Incidents, string RequestBasis, string RequestStatus, string ExtensionNote, string IncidentBasis, string IncidentStatus);

/// <summary>Đọc hạn xử lý yêu cầu và sự cố, and the table of holidays.</summary>
public static class RegisterTermsYaml
{
    public const string FileName = "thu-tuc/du-lieu-ca-nhan.yaml";
    public const string HolidaysFile = "thu-tuc/ngay-nghi.yaml";

    /// <exception cref="FileRefusedException">With every error.</exception>
    public static RegisterTerms Read(string text, string file) => ProcedureYaml.Read(text, file, map =>
    {
        var requests = map.Inside("yêu cầu của chủ thể dữ liệu") ?? Missing(map, "yêu cầu của chủ thể dữ liệu");
        var incidents = map.Inside("sự cố") ?? Missing(map, "sự cố");
        var kinds = requests.Maps("loại").Select(kind =>
        {
            var one = new RequestKind(kind.Required("mã"), kind.Required("tên"), Whole(kind, "thực hiện trong (ngày)"));
            kind.NothingElse();
            return one;
        }).ToList();
        var terms = new RegisterTerms(
            new(Whole(requests, "trả lời trong (ngày làm việc)"), kinds),
            new(Whole(incidents, "nghiêm trọng (giờ)"), Whole(incidents, "nguyên nhân, phạm vi, khắc phục (giờ)"), Whole(incidents, "thông báo lộ dữ liệu cá nhân (giờ)")),
            requests.Required("căn cứ"), requests.Required("trạng thái"), requests.Text("gia hạn"),
            incidents.Required("căn cứ"), incidents.Required("trạng thái"));
        requests.NothingElse();
        incidents.NothingElse();
        return terms;
    });

    /// <exception cref="FileRefusedException">With every error.</exception>
    public static WorkingDays ReadHolidays(string text, string file) => ProcedureYaml.Read(text, file, map =>
    {
        var off = new List<DateOnly>();
        var worked = new List<DateOnly>();
        var years = new List<int>();
        foreach (var year in map.Maps("năm"))
        {
            years.Add(Whole(year, "năm"));
            off.AddRange(Days(year, "nghỉ"));
            worked.AddRange(Days(year, "làm bù"));
            year.Required("trạng thái");
            year.NothingElse();
        }

        return new WorkingDays(off, worked, years);
    });

    private static KeyedMap Missing(KeyedMap map, string key)
    {
        map.Complain(map.Map, $"Thiếu “{key}”.");
        return new(new YamlNode.Map("", 0, 0, []), map.Problems);
    }

    private static int Whole(KeyedMap map, string key)
    {
        var number = map.Whole(key);
        if (number is null or 0) map.Complain(map.Map, $"“{key}” phải là số từ 1.");
        return number ?? 0;
    }

    // "2024-02-08" or "2024-02-08 đến 2024-02-14"
    private static IEnumerable<DateOnly> Days(KeyedMap map, string key)
    {
        foreach (var text in map.Texts(key))
        {
            var ends = text.Split(" đến ");
            if (ends.Length > 2 || Day(ends[0]) is not { } first || Day(ends[^1]) is not { } last || last < first || last.DayNumber - first.DayNumber > 31)
            {
                map.Complain(map.Map.Find(key)!, $"“{text}” không phải ngày; viết 2024-09-02, hoặc \"2024-02-08 đến 2024-02-14\".");
                continue;
            }

            for (var day = first; day <= last; day = day.AddDays(1)) yield return day;
        }
    }

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
