// An empty ASP.NET Core application with EF: one table, one row, one page. The yardstick for cold start and for the
// requests a page can answer; it does nothing else.
using EmptyApp;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddRazorComponents();
builder.Services.AddDbContext<EmptyDb>(options => _ = builder.Configuration["postgres"] is { Length: > 0 } postgres
    ? options.UseNpgsql(postgres)
    : options.UseSqlite($"Data Source={builder.Configuration["sqlite"]}"));
var app = builder.Build();
using (var scope = app.Services.CreateScope())
{
    var db = scope.ServiceProvider.GetRequiredService<EmptyDb>();
    db.Database.ExecuteSqlRaw("create table if not exists visits (id integer primary key)");
}

app.UseAntiforgery();
app.MapRazorComponents<App>();
app.Run();

namespace EmptyApp
{
    internal sealed class EmptyDb(DbContextOptions<EmptyDb> options) : DbContext(options)
    {
        public DbSet<Visit> Visits => Set<Visit>();

        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Visit>().ToTable("visits");
            model.Entity<Visit>().Property(visit => visit.Id).HasColumnName("id");
        }
    }

    internal sealed class Visit
    {
        public int Id { get; init; }
    }
}
