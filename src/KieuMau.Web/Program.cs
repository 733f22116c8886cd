using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Compliance;
using KieuMau.Web.Features.Assignments;
using KieuMau.Web.Features.Accounts.People;
using KieuMau.Web.Features.Accounts.SignIn;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Reports;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;
using KieuMau.Web.Hosting;
using KieuMau.Web.Shell;
using KieuMau.Web.Verbs;

if (VerbTable.Asks(args)) return await VerbTable.Run(args);

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.ListenWhereAllowed();
    builder.RunAsService();
    builder.AddSite();
    var running = false;
    builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => running && level >= LogLevel.Warning); // why a start failed is said below, in a sentence

    var app = builder.Build();
    app.UseTrustedProxy();
    app.UseHttpsBeyondThisMachine();
    app.UseResponseCompression();
    app.UseSafeHeaders();
    app.UseSizeLimit();
    app.UseExceptionHandler(failed => failed.Run(SafeAnswers.Apologise));
    app.UseStatusCodePagesWithReExecute("/khong-tim-thay", createScopeForStatusCodePages: true);
    app.UsePlainWords();
    app.UseRouting();
    app.UseReadableQuery();
    app.UseRateLimiter();
    app.UseAuthentication();
    app.UseGate();
    app.UseReadingJournal();
    app.UseAntiforgery();
    app.UseFormsOfAnotherSignIn();
    app.UseStandpoint();
    app.UseWorkCount();
    app.MapStaticAssets().OpenToAll("styles, scripts, the icon").ShortCircuit(); // nobody is looked up for a style
    app.MapRazorComponents<App>();
    app.MapSignIn();
    app.MapPeople();
    app.MapReports();
    app.MapEvidence();
    app.MapAssignments();
    app.MapSheetCells();
    app.MapTemplate();
    app.MapSetFiles();
    app.MapLevelPapers();
    app.MapOperationFiles();
    app.MapHealth();
    app.MapJournal();

    app.Lifetime.ApplicationStarted.Register(() =>
    {
        running = true;
        Console.WriteLine($"Kiểu Mẫu đang chạy tại {string.Join(", ", app.Urls)}");
    });
    await app.RunAsync();
    return 0;
}
catch (Exception refused) when (FailureWords.Find(refused) is { } said)
{
    await Console.Error.WriteLineAsync(said);
    return 1;
}

/// <summary>For tests that open the site through its front door.</summary>
public partial class Program;
