using System.Net;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Accounts;

/// <summary>Who comes from the office and who from the Internet.</summary>
public sealed class OfficeNetworksTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("192.168.1.20", true)]
    [InlineData("::ffff:192.168.1.20", true)]
    [InlineData("10.255.255.255", true)]
    [InlineData("11.0.0.0", false)]
    [InlineData("172.16.0.0", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("172.32.0.0", false)]
    [InlineData("113.160.1.1", false)]
    [InlineData("::ffff:113.160.1.1", false)]
    [InlineData("2405:4800::1", false)]
    public void Without_a_word_the_private_addresses_are_the_office(string address, bool office) => Assert.Equal(office, Networks("").Has(IPAddress.Parse(address)));

    [Fact]
    public void An_office_names_its_own_networks_and_then_only_those_count()
    {
        var networks = Networks("192.168.1.0/24, 113.160.1.7");

        Assert.True(networks.Has(IPAddress.Parse("113.160.1.7")));
        Assert.False(networks.Has(IPAddress.Parse("113.160.1.8")));
        Assert.False(networks.Has(IPAddress.Parse("192.168.2.1")));
        Assert.Contains("192.168.1.0/33", Assert.Throws<FileRefusedException>(() => Networks("192.168.1.0/33")).Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]
    public async Task T04_from_the_Internet_the_second_factor_comes_before_any_work_and_then_the_work_goes_on(On on)
    {
        await using var site = await Site.Open(on, null, instead: services => services.AddSingleton<IStartupFilter>(new FirstAdministratorTests.ComingFrom(IPAddress.Parse("113.160.1.1"))));
        using var khu1 = await site.Visitor(People.Khu1);
        var page = await khu1.Open("/don-vi/thanh-dinh.khu-1");
        Assert.Equal("/tai-khoan/hai-lop", page.Path());
        Assert.StartsWith("Vào từ ngoài mạng cơ quan (Internet) phải có lớp thứ hai", page.Said(".lead strong"), StringComparison.Ordinal);

        var key = Domain.Accounts.TimeCode.KeyOf(page.Said(".key"));
        page = await khu1.Submit(page, "main form", null, ("ma", AtTheDoor.CodeOf(key, TimeProvider.System)));
        Assert.Equal(10, page.QuerySelectorAll(".codes code").Length);
        Assert.Equal("/don-vi/thanh-dinh.khu-1", (await khu1.Open("/don-vi/thanh-dinh.khu-1")).Path());
    }

    private static OfficeNetworks Networks(string words) =>
        OfficeNetworks.Of(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [OfficeNetworks.Setting] = words }).Build());
}
