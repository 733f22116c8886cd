using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Features.Assignments;
using KieuMau.Web.Features.Accounts.People;
using KieuMau.Web.Features.Accounts.SignIn;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Demonstration;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Mail;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Recognition;
using KieuMau.Web.Features.Reports;
using KieuMau.Web.Features.Reviews.Periods;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using KieuMau.Web.Features.Retention;

namespace KieuMau.Web.Hosting;

/// <summary>What the site needs beyond its data: pages, forms, compression.</summary>
public static class SiteServices
{
    /// <summary>A workbook of 20 MB with its form around it.</summary>
    public const long LargestRequest = 21 * 1024 * 1024;

    /// <summary>Fields of the largest sheet: 70 measures × 60 khu, a few fields each.</summary>
    private const int MostFields = 20_000;

    public static void AddSite(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRural(builder.Configuration);
        services.AddHostedService<OpenForBusiness>();
        services.AddHostedService<OpenToOthers>();
        services.AddHostedService<TellStartCode>();
        services.AddHostedService<DisableIdleDaily>();
        services.AddHostedService<RemindReporters>();
        services.AddMail(builder.Configuration);
        services.AddScoped<LoadDemonstration>();
        services.AddPages();
        services.AddSignIn(builder.Configuration);
        services.AddEvidencePages();

        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = LargestRequest;
            server.AddServerHeader = false;
        });
        services.Configure<FormOptions>(form => (form.MultipartBodyLengthLimit, form.ValueCountLimit) = (LargestRequest, MostFields));
        services.AddRazorComponents(pages => pages.MaxFormMappingCollectionSize = MostFields);
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // Vietnamese letters as they are, at half the bytes
        services.AddAntiforgery(forms => (forms.Cookie.Name, forms.Cookie.SecurePolicy) = ("kieumau-bieu-mau", CookieSecurePolicy.SameAsRequest));
        services.AddHostedService<KeepSchedule>();
        services.AddHostedService<RetainDaily>();
        services.AddResponseCompression(answers => answers.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"]);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
    }

    /// <summary>Keys of sign-ins, forms and secrets at rest; kept with the data, because what they sealed is kept there too.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<KeyManagementOptions>().Configure<KeyProtection>(SealingKeys.Use);
        services.AddDataProtection().SetApplicationName("KieuMau")
            .PersistKeysToFileSystem(Directory.CreateDirectory(DataFolder.Of(configuration).Inside("khoa")));
        return services;
    }

    private static void AddMail(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(MailSettings.Of(configuration))
        .AddHostedService<MailJob>()
        .AddScoped<WriteMail>()
        .AddScoped<SendMail>()
        .AddScoped<ChooseMail>()
        .AddScoped<WatchMail>();

    private static void AddPages(this IServiceCollection services) => services
        .AddScoped<Standpoint>()
        .AddScoped<FindStandpoint>()
        .AddSingleton<CommuneMemory>()
        .AddScoped<ReadCommune>()
        .AddScoped<ShowBoard>()
        .AddScoped<ShowCommune>()
        .AddScoped<ShowFinding>()
        .AddScoped<ShowMissing>()
        .AddScoped<ShowUnit>()
        .AddScoped<WriteReport>()
        .AddScoped<BrowseSets>()
        .AddScoped<IWorkSource, LevelWork>()
        .AddScoped<OpenSheet>()
        .AddScoped<AskUnit>()
        .AddScoped<SaveTyped>()
        .AddScoped<ReviewImport>()
        .AddScoped<ShowTitles>()
        .AddScoped<ShowMeasureHistory>()
        .AddScoped<ReadInbox>()
        .AddSingleton<RecentReadings>()
        .AddScoped<FindJournalScope>()
        .AddScoped<ShowJournal>()
        .AddScoped<CheckJournal>()
        .AddScoped<ExportJournal>()
        .AddAssignmentPages()
        .AddWork();
}
