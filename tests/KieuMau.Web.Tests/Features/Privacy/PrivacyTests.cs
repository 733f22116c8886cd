using System.Net;
using KieuMau.Domain.Privacy;
using KieuMau.Formats.Procedures;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Privacy;

/// <summary>What is kept of a person is labelled, field by field, and everybody may read it.</summary>
public sealed class PrivacyTests
{
    private static string FileOf(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "criteria", name));

    private static PersonalDataBook Book() => PersonalDataYaml.Read(FileOf(PersonalDataYaml.FileName), PersonalDataYaml.FileName);

    [Fact]
    public async Task Every_column_of_words_or_bytes_is_labelled_or_said_to_speak_of_nobody()
    {
        await using var database = await TestDatabase.Create(On.Sqlite);
        await using var db = database.Open();
        var columns = db.Model.GetEntityTypes()
            .SelectMany(entity => entity.GetProperties().Where(property => (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) is var type && (type == typeof(string) || type == typeof(byte[])) && property.ClrType is var clr && (clr == typeof(string) || clr == typeof(byte[]) || !clr.IsValueType))
                .Select(property => $"{entity.GetTableName()}.{property.GetColumnName(StoreObjectIdentifier.Table(entity.GetTableName()!))}"))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var known = Book().Columns.ToList();

        Assert.NotEmpty(columns);
        Assert.Empty(columns.Except(known));
        Assert.Empty(known.Where(column => !column.StartsWith("tệp ", StringComparison.Ordinal)).Except(columns));
        Assert.Equal(known.Distinct().Count(), known.Count);
    }

    [Fact]
    public void Every_field_is_kept_for_a_time_that_the_table_of_retention_states()
    {
        var classes = RetentionYaml.Read(FileOf(RetentionYaml.FileName), RetentionYaml.FileName).Select(one => one.Code).ToHashSet();

        Assert.All(Book().Fields, one => Assert.Contains(one.Class, classes));
        Assert.Contains(Book().Fields, one => one is { Sensitivity: Sensitivity.Sensitive } && one.Columns.Contains("accounts.password_hash"));
    }

    [Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]
    public async Task Where_there_are_several_communes_what_is_one_for_all_is_not_reached_from_one_of_them(On on)
    {
        await using var site = await Site.Open(on);
        using var ofOne = await site.Visitor(new Somebody("data-protection-officer", "thanh-dinh"));
        using var ofAll = await site.Visitor(new Somebody("data-protection-officer", "", "-chung"));
        async Task<HttpStatusCode> Ask(Visitor visitor)
        {
            using var answer = await visitor.Get("/van-hanh/yeu-cau");
            return answer.StatusCode;
        }

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await Ask(ofOne), await Ask(ofAll)));
        Assert.Null(await site.Do(async services => await services.GetRequiredService<AddUnits>().Add(TestCommune.Of("xa-ben", "Xã Bên", "xã", await services.GetRequiredService<RuralDb>().UnitKeys.Where(unit => !unit.Code.Contains("khu") && unit.Code != "thanh-dinh" && unit.Code != "hy-cuong").Select(unit => unit.Code).FirstAsync(), new(2020, 1, 1)))));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (await Ask(ofOne), await Ask(ofAll)));
    }

    [Fact]
    public async Task The_notice_names_who_is_in_charge_and_anybody_signed_in_reads_it()
    {
        await using var site = await Site.Open(On.Sqlite);
        using var khu = await site.Visitor(People.Khu1);
        Assert.Contains("Chưa giao người phụ trách", (await khu.Open("/bao-ve-du-lieu")).Said(".lead strong"), StringComparison.Ordinal);

        var keeper = await site.AccountOf(new Somebody("data-protection-officer", "thanh-dinh"));
        var name = await site.Do(services => services.GetRequiredService<RuralDb>().Accounts.Where(account => account.Id == keeper).Select(account => account.FullName).SingleAsync());

        var page = await khu.Open("/bao-ve-du-lieu");
        Assert.Contains(name, page.Said(".lead"), StringComparison.Ordinal);
        Assert.Contains("nhạy cảm", page.Said("#truong ~ table"), StringComparison.Ordinal);
        Assert.Equal("/bao-ve-du-lieu", page.QuerySelector("footer a[href='/bao-ve-du-lieu']")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector("a[href='/van-hanh/du-lieu-ca-nhan.xlsx']"));
    }
}
