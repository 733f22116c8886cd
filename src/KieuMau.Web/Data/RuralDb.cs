using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Data;

/// <summary>
/// Cơ sở dữ liệu. One model for two databases; each has a small context of its own with its migrations. Tables are
/// mapped beside the features they serve and found here by scanning.
/// </summary>
public abstract class RuralDb(DbContextOptions options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<string>().HaveConversion<ComposedText>();
        conventions.Properties<DateTime>().HaveConversion<UtcInstant>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(RuralDb).Assembly);
        SnakeCase.Name(model);
    }
}
