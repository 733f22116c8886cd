using System.Security.Cryptography;
using System.Text;
using KieuMau.Domain;
using KieuMau.Domain.Accounts;
using KieuMau.Domain.Notices;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Mail;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Features.Mail;

/// <summary>An address that changes, and codes that are guessed.</summary>
public sealed class ChangedAddressTests
{
    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_notice_that_waits_for_tomorrows_message_is_not_lost_when_the_address_changes(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var account = await Confirmed(commune);
        await commune.Do(desk => new TellPeople(desk.Db, commune.Clock).Tell([account], "test", "1", "Dòng 7.1 trả lại", "/viec"));
        commune.Clock.Pass(TimeSpan.FromMinutes(1));
        await commune.Do(desk => desk.Db.MailChoices.ExecuteUpdateAsync(set => set.SetProperty(one => one.Pending, "moi@xa.vn").SetProperty(one => one.CodeSentAt, commune.Clock.Instant()).SetProperty(one => one.CodeHash, Hash(account, "moi@xa.vn", "123456"))));
        Assert.Null(await Confirm(commune, account, "123456"));

        commune.Clock.Pass(TimeSpan.FromDays(1));
        Assert.Equal(1, await commune.Do(desk => new WriteMail(desk.Db, desk.Lock, Settings, commune.Clock).WriteDue()));
    }

    [Fact]
    public async Task Of_twenty_wrong_codes_at_once_five_are_heard()
    {
        await using var commune = await TestCommune.Create(On.Postgres);
        var account = await Confirmed(commune);
        await commune.Do(desk => desk.Db.MailChoices.ExecuteUpdateAsync(set => set.SetProperty(one => one.Pending, "nguoi-khac@xa.vn").SetProperty(one => one.CodeSentAt, commune.Clock.Instant()).SetProperty(one => one.CodeHash, Hash(account, "nguoi-khac@xa.vn", "123456"))));

        var said = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => Confirm(commune, account, $"0000{number:00}"))));
        Assert.True(said.Count(one => one!.Code == "mail.wrong-code") < ChooseMail.MostWrong, $"{said.Count(one => one!.Code == "mail.wrong-code")} were heard");
    }

    private static MailSettings Settings => MailSettings.Of(MailSettingsTests.Configuration([("Mail:Host", "127.0.0.1"), ("Mail:Port", "2525"), ("Mail:Tls", "none"), ("Mail:From", "kieumau@xa.vn"), ("Mail:BaseAddress", "https://km.xa.vn/")]));

    private static Task<Refusal?> Confirm(TestCommune commune, int account, string code) => commune.Do(desk =>
    {
        desk.Person.Who = new(account, "Cán bộ Thử", AccountKind.Operator, []);
        return new ChooseMail(desk.Db, desk.Lock, new(desk.Db, desk.Lock, Settings, commune.Clock), Settings, desk.Gate, desk.Journal, commune.Clock).Confirm(code);
    });

    private static Task<int> Confirmed(TestCommune commune) => commune.Do(async desk =>
    {
        var account = new Account { UserName = "can-bo", NormalizedUserName = "can-bo", FullName = "Cán bộ Thử", CreatedAt = commune.Clock.Instant(), LastSignedInAt = commune.Clock.Instant() };
        desk.Db.Accounts.Add(account);
        await desk.Db.SaveChangesAsync();
        desk.Db.MailChoices.Add(new() { AccountId = account.Id, Wish = MailWish.Daily, Address = "can-bo@xa.vn", Pending = "", CodeHash = "", Since = commune.Clock.Instant(), LastDigestOn = new(2024, 12, 30) });
        await desk.Db.SaveChangesAsync();
        return account.Id;
    });

    private static string Hash(int account, string address, string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account}|{address}|{code}")));
}
