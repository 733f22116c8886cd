// Holds the budgets of docs/architecture.md against what this machine does. scripts/bench.cs starts it.
using KieuMau.Benchmarks;
using KieuMau.Domain.Evaluations;
using KieuMau.Formats.CriteriaSets;

var options = BenchOptions.Read(args);
var results = new Results();
var law = CriteriaFiles.Load([options.Criteria]).Library;
VerdictsFromMemory.Run(NationSample.Of(law, options.Communes), new Evaluator(law), results);

foreach (var server in options.Servers)
{
    await using var database = await BenchDatabase.Create(server);
    await using var office = await BenchOffice.Open(database, options.Criteria);
    var nation = NationSample.Of(office.Law.Library, options.Communes);
    await NationFill.Fill(office, nation, Console.Out);
    await VerdictsFromDatabase.Run(office, nation, results);
    await SavingOneValue.Run(office, nation, results);
    await BulkImport.Run(office, nation, results);
}

foreach (var server in options.Servers)
{
    await using var database = await BenchDatabase.Create(server);
    await SiteUnderLoad.Run(database, options, results);
}

var page = results.Page($"{options.Communes * NationSample.KhuPerCommune:#,##0} khu", TimeProvider.System.GetUtcNow());
if (options.Out.Length > 0) await File.WriteAllTextAsync(options.Out, page);
else Console.WriteLine(page);
