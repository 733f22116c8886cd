using KieuMau.Domain.Accounts;
using KieuMau.Web.Features.Accounts.People;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Benchmarks;

/// <summary>The demonstration commune as a site, beside an empty application with EF: cold start, requests, memory.</summary>
internal static class SiteUnderLoad
{
    private const string Board = "/xa/thanh-dinh/bang";
    private const string UserName = "nguoi.do";
    private const int Starts = 5;
    private const int Rounds = 3;
    private const int Visitors = 8;
    private const int WarmUp = 1500; // answers: until the code that is used is compiled at its best
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(5);

    public static async Task Run(BenchDatabase database, BenchOptions options, Results results)
    {
        await ColdStart(database, options, results);
        await using var product = await Product(database, options);
        await using var empty = await Empty(database, options);
        await SignIn(product, database, options);

        await empty.Visit("/", Visitors, WarmUp, Patience);
        await product.Visit(Board, Visitors, WarmUp, Patience);
        List<Load> ofEmpty = [], ofBoard = [];
        for (var round = 0; round < Rounds; round++)
        {
            ofEmpty.Add(await empty.Visit("/", Visitors, int.MaxValue, RoundTime));
            ofBoard.Add(await product.Visit(Board, Visitors, int.MaxValue, RoundTime));
        }

        var (emptyRate, emptyCost) = Median(ofEmpty);
        var (boardRate, boardCost) = Median(ofBoard);
        var share = boardRate / emptyRate;
        results.Add(new(
            "board of a commune, of an empty page's requests", "25 %", database.Kind, $"{share * 100:0} %", share >= 0.25,
            $"{Visitors} visitors on the same cores as the server: board {Results.Rate(boardRate)} at {Results.Milliseconds(boardCost)} of processor, empty page with one count {Results.Rate(emptyRate)} at {Results.Milliseconds(emptyCost)}"));
        results.Add(new(
            "resident memory after that load", "250 MB", database.Kind, $"{product.Resident:0} MB", product.Resident <= 250,
            $"empty application {empty.Resident:0} MB"));
    }

    /// <summary>Somebody of the demonstration commune's office, through the pages everybody goes through.</summary>
    private static async Task SignIn(Site product, BenchDatabase database, BenchOptions options)
    {
        await using var office = await BenchOffice.Open(database, options.Criteria, TimeProvider.System);
        var (given, refusal) = await office.Do(scope => scope.GetRequiredService<OpenAccount>()
            .Open("Người đo", UserName, AccountKind.Operator, new("office", "thanh-dinh", "", DateOnly.FromDateTime(DateTime.UtcNow), null, "số liệu minh họa")));
        if (given is null) throw new InvalidOperationException(refusal?.Text);
        var password = $"Aa.1{Guid.NewGuid():N}";
        await product.Send(given.Path, ("moi", password), ("lai", password));
        await product.Send("/dang-nhap", ("ten", UserName), ("mk", password));
        if (!(await product.Get(Board)).Contains("<table", StringComparison.Ordinal)) throw new InvalidOperationException("The board is not shown.");
    }

    private static async Task ColdStart(BenchDatabase database, BenchOptions options, Results results)
    {
        await using (await Product(database, options)) { } // the first start makes the database and reads the demonstration in
        await using (await Empty(database, options)) { }
        List<double> ofProduct = [], ofEmpty = [];
        for (var start = 0; start < Starts; start++)
        {
            await using (var empty = await Empty(database, options)) ofEmpty.Add(empty.ColdStart.TotalMilliseconds);
            await using (var product = await Product(database, options)) ofProduct.Add(product.ColdStart.TotalMilliseconds);
        }

        var ratio = Median(ofProduct) / Median(ofEmpty);
        results.Add(new(
            "cold start, beside an empty application with EF", "1.5×", database.Kind, Results.Times(ratio), ratio <= 1.5,
            $"median of {Starts}: product {Median(ofProduct):0} ms, empty {Median(ofEmpty):0} ms, to the last byte of the first page"));
    }

    private static Task<Site> Product(BenchDatabase database, BenchOptions options) => Site.Start(
        options.Program("KieuMau.Web"),
        "/",
        new Dictionary<string, string> { ["KIEUMAU_DATA"] = database.Folder, ["KIEUMAU_DB"] = database.IsSqlite ? "" : database.Connection });

    private static Task<Site> Empty(BenchDatabase database, BenchOptions options) => Site.Start(
        options.Program("EmptyApp"),
        "/",
        new Dictionary<string, string>(),
        database.IsSqlite ? $"--sqlite={Path.Combine(database.Folder, "empty.db")}" : $"--postgres={database.Connection}");

    private static (double Rate, TimeSpan Processor) Median(List<Load> loads) =>
        (Median(loads.ConvertAll(load => load.RequestsPerSecond)), TimeSpan.FromMilliseconds(Median(loads.ConvertAll(load => load.Processor.TotalMilliseconds))));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
