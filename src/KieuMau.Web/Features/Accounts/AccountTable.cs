using System.Globalization;
using System.Text.Json;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Units;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Accounts;

/// <summary>Tài khoản of one person (T01). What ASP.NET Core Identity keeps, and what the law asks beside it.</summary>
public sealed class Account : IdentityUser<int>
{
    /// <summary>Họ tên: seen by administrators and on the person's own page; elsewhere the post speaks.</summary>
    public required string FullName { get; set; }

    public AccountKind Kind { get; init; }
    public DateTime CreatedAt { get; init; }

    /// <summary>The last sign-in, or when the account was opened: 45 idle days are counted from it.</summary>
    public DateTime LastSignedInAt { get; set; }

    /// <summary>Opened again after it was disabled: idle days are counted anew from then.</summary>
    public DateTime? EnabledAt { get; set; }

    public DateTime? PasswordSetAt { get; set; }

    /// <summary>May do nothing until it is changed: a password somebody else has chosen or seen.</summary>
    public bool MustChangePassword { get; set; }

    public DateTime? DisabledAt { get; set; }
    public string? DisabledWhy { get; set; }

    /// <summary>Names in lower case without marks; written by the store.</summary>
    public string Search { get; set; } = "";

    /// <summary>The step of the last code accepted: a code is good once.</summary>
    public long LastCodeStep { get; set; }

    /// <summary>Since when nobody has signed in with it.</summary>
    public DateTime IdleSince => EnabledAt is { } again && again > LastSignedInAt ? again : LastSignedInAt;

    /// <summary>Họ tên after the time set for accounts of people who left.</summary>
    public const string Erased = "(đã xóa thông tin)";

    public bool IsErased => FullName == Erased;

    /// <summary>Xóa thông tin người: nobody signs in with it again; the number stays, because what was done is known by it.</summary>
    public void Erase()
    {
        (FullName, UserName, Search) = (Erased, string.Create(CultureInfo.InvariantCulture, $"da-xoa-{Id}"), "");
        NormalizedUserName = UserName.ToUpperInvariant();
        (Email, NormalizedEmail, PhoneNumber, PasswordHash, DisabledWhy) = (null, null, null, null, null);
        (EmailConfirmed, PhoneNumberConfirmed, TwoFactorEnabled, SecurityStamp) = (false, false, false, Guid.NewGuid().ToString());
    }

    public bool NeverSignedIn => LastSignedInAt <= CreatedAt;
}

/// <summary>Lần đăng nhập đã thoát: its ticket is refused wherever it is shown, until it would have run out anyway.</summary>
public sealed class EndedSignIn
{
    public required string Id { get; init; }

    /// <summary>The row is of no use afterwards.</summary>
    public DateTime Until { get; init; }
}

/// <summary>Cơ quan, bộ phận of a commune between two dates: Văn phòng, Công an xã, Trạm y tế…</summary>
public sealed class Office
{
    public int Id { get; init; }
    public int Shard { get; init; }

    /// <summary>The commune.</summary>
    public int UnitId { get; init; }

    public required string Name { get; set; }

    /// <summary>Code of the role its people hold.</summary>
    public required string Role { get; init; }

    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; set; }
}

/// <summary>Chức vụ: see <see cref="Post"/>.</summary>
public sealed class StoredPost
{
    public int Id { get; init; }
    public int AccountId { get; init; }

    /// <summary>Code of the role.</summary>
    public required string Role { get; init; }

    /// <summary>None for the whole installation.</summary>
    public int? UnitId { get; init; }

    public int? OfficeId { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; set; }

    /// <summary>Văn bản giao chức vụ, as told by whoever gave it.</summary>
    public required string Decision { get; init; }

    public required string GivenBy { get; init; }
    public DateTime GivenAt { get; init; }
    public string? EndedBy { get; set; }
}

public sealed class AccountTable :
    IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<Office>, IEntityTypeConfiguration<StoredPost>, IEntityTypeConfiguration<EndedSignIn>,
    IEntityTypeConfiguration<IdentityUserClaim<int>>, IEntityTypeConfiguration<IdentityUserLogin<int>>,
    IEntityTypeConfiguration<IdentityUserToken<int>>, IEntityTypeConfiguration<IdentityUserPasskey<int>>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts");
        account.HasKey(a => a.Id);
        account.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
        account.Property(a => a.Kind).HasConversion<short>();
        account.Ignore(a => a.IsErased);
        account.HasIndex(a => a.NormalizedUserName).IsUnique();
        account.HasIndex(a => a.NormalizedEmail);
        account.Ignore(a => a.IdleSince);
        account.Ignore(a => a.NeverSignedIn);
    }

    public void Configure(EntityTypeBuilder<EndedSignIn> ended)
    {
        ended.ToTable("ended_sign_ins");
        ended.HasKey(e => e.Id);
    }

    public void Configure(EntityTypeBuilder<Office> office)
    {
        office.ToTable("offices");
        office.HasKey(o => o.Id);
        office.HasIndex(o => new { o.Shard, o.UnitId });
        office.HasOne<UnitKey>().WithMany().HasForeignKey(o => o.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<StoredPost> post)
    {
        post.ToTable("posts");
        post.HasKey(p => p.Id);
        post.HasIndex(p => p.AccountId);
        post.HasIndex(p => p.UnitId);
        post.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId).OnDelete(DeleteBehavior.Restrict);
        post.HasOne<UnitKey>().WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
        post.HasOne<Office>().WithMany().HasForeignKey(p => p.OfficeId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<int>> claim)
    {
        claim.ToTable("account_claims");
        claim.HasKey(c => c.Id);
        claim.HasOne<Account>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<int>> login)
    {
        login.ToTable("account_logins");
        login.HasKey(l => new { l.LoginProvider, l.ProviderKey });
        login.HasOne<Account>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<int>> token)
    {
        token.ToTable("account_tokens");
        token.HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        token.HasOne<Account>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<int>> passkey)
    {
        passkey.ToTable("account_passkeys");
        passkey.HasKey(p => p.CredentialId);
        passkey.Property(p => p.Data).HasConversion(
            data => JsonSerializer.Serialize(data, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<IdentityPasskeyData>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<IdentityPasskeyData>(
                (one, other) => JsonSerializer.Serialize(one, JsonSerializerOptions.Default) == JsonSerializer.Serialize(other, JsonSerializerOptions.Default),
                data => JsonSerializer.Serialize(data, JsonSerializerOptions.Default).GetHashCode(StringComparison.Ordinal),
                data => JsonSerializer.Deserialize<IdentityPasskeyData>(JsonSerializer.Serialize(data, JsonSerializerOptions.Default), JsonSerializerOptions.Default)!));
        passkey.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

public static class AccountTables
{
    extension(RuralDb db)
    {
        public DbSet<Account> Accounts => db.Set<Account>();
        public DbSet<Office> Offices => db.Set<Office>();
        public DbSet<StoredPost> Posts => db.Set<StoredPost>();
        public DbSet<EndedSignIn> EndedSignIns => db.Set<EndedSignIn>();
    }

    /// <summary>Open accounts with no sign-in, and no re-opening, after a moment: what <see cref="Account.IdleSince"/> says, asked of the database.</summary>
    public static IQueryable<Account> IdleSince(this IQueryable<Account> accounts, DateTime limit) =>
        accounts.Where(account => account.DisabledAt == null && account.LastSignedInAt <= limit && (account.EnabledAt == null || account.EnabledAt <= limit));

    /// <summary>Posts that give rights on a day: they run, the first and the last day included, and so does their role.</summary>
    public static IQueryable<StoredPost> HeldOn(this IQueryable<StoredPost> posts, DateOnly day, RoleBook roles) =>
        posts.HeldOnOrAfter(day, roles).Where(post => post.ValidFrom <= day);

    /// <summary>Also those that begin later.</summary>
    public static IQueryable<StoredPost> HeldOnOrAfter(this IQueryable<StoredPost> posts, DateOnly day, RoleBook roles)
    {
        var ended = roles.Roles.Where(role => role.Until < day).Select(role => role.Code).ToList();
        return posts.Where(post => (post.ValidTo == null || post.ValidTo >= day) && !ended.Contains(post.Role));
    }
}
