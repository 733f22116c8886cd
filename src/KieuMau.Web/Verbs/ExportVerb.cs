using KieuMau.Domain.Observations;
using KieuMau.Domain.Reviews;
using KieuMau.Domain.Units;
using KieuMau.Formats.Observations;
using KieuMau.Formats.Units;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Verbs;

/// <summary>Xuất số liệu: CSV files that evaluate and other programs read.</summary>
internal static class ExportVerb
{
    public static readonly Verb Verb = new(
        "export",
        "Xuất đơn vị, số liệu, danh hiệu của một xã ra ba tệp CSV.",
        "export --unit <mã xã> --to <thư mục> [--period <kỳ>]",
        [
            new("--unit", "mã xã, xuất cả các khu của xã", Needed: true),
            new("--to", "thư mục nhận units.csv, observations.csv (cột review: đã thẩm tra, chưa thẩm tra, trả lại), titles.csv", Needed: true),
            new("--period", "chỉ số liệu của một kỳ"),
            new("--json", "kết quả dạng JSON", Flag: true),
        ],
        Run);

    private static async Task<int> Run(VerbArguments arguments)
    {
        Period? only = null;
        if (arguments.Find("--period") is { } typed)
        {
            if (!Period.TryParse(typed, out var period))
            {
                Console.Error.WriteLine($"“{typed}” không phải là kỳ. Viết 2024, 2024-H1, 2024-Q4 hoặc 2024-11.");
                return Verb.WrongUsage;
            }

            only = period;
        }

        await using var office = await VerbOffice.Open();
        var around = await office.Get<UnitReader>().Around([arguments["--unit"]]);
        if (!around.Keys.ContainsKey(arguments["--unit"])) throw new FileRefusedException([new("", 0, 0, $"Không có đơn vị mã “{arguments["--unit"]}”.")]);
        var knowledge = await office.Get<KnowledgeReader>().Of(around, office.Law);
        var codes = around.Tree.All.Select(unit => unit.Code).Distinct().ToList();
        var facts = (from code in codes from fact in LastWord(knowledge.FactsOf(code)) where only is null || fact.Period == only select (code, fact)).ToList();
        var titles = codes.SelectMany(knowledge.TitlesOf).ToList();
        var units = WithParents(await office.Get<UnitReader>().All(), codes);
        var said = await office.Get<ReadReviews>().OfNumbers(codes);
        Write(arguments["--to"], units, facts, titles, Standing);
        var counts = ReviewCounts.Of(facts.Select(pair => Standing(pair.code, pair.fact)));
        VerbOutput.Write(new { Units = units.Count, Observations = facts.Count, Titles = titles.Count, counts.Verified, counts.Returned, Unverified = counts.Waiting, Note = counts.Caution("số") });
        return Verb.Done;

        ReviewStanding Standing(string unit, Fact fact) => said.GetValueOrDefault((unit, fact.Revision));
    }

    /// <summary>Every row of the units with those above them at any date, so that the file stands alone.</summary>
    private static List<Unit> WithParents(UnitTree all, List<string> codes)
    {
        var wanted = codes.ToHashSet();
        for (var before = 0; before < wanted.Count;)
        {
            before = wanted.Count;
            foreach (var parent in wanted.SelectMany(all.Rows).Select(row => row.Parent).OfType<string>().ToList()) wanted.Add(parent);
        }

        return [.. all.All.Where(unit => wanted.Contains(unit.Code))];
    }

    /// <summary>The last word on each place and date.</summary>
    private static IEnumerable<Fact> LastWord(UnitFacts facts) =>
        facts.All.GroupBy(fact => (fact.Measure, fact.Period, fact.Split, fact.Form, fact.AsOf)).Select(group => group.MaxBy(fact => fact.Revision)!);

    private static void Write(string folder, List<Unit> units, List<(string, Fact)> facts, List<Title> titles, Func<string, Fact, ReviewStanding> review)
    {
        Directory.CreateDirectory(folder);
        Into("units.csv", writer => UnitsCsv.Write(writer, units));
        Into("observations.csv", writer => ObservationsCsv.Write(writer, facts, (unit, fact) => review(unit, fact).Spoken()));
        Into("titles.csv", writer => TitlesCsv.Write(writer, titles));

        void Into(string name, Action<TextWriter> write)
        {
            using var writer = File.CreateText(Path.Combine(folder, name));
            write(writer);
        }
    }
}
