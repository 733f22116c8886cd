using KieuMau.Domain.Accounts;
using KieuMau.Domain.Notices;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Mail;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Features.Mail;

/// <summary>Mail against a real SMTP server: one digest a day, retried, never lost, never sent twice.</summary>
public sealed class MailTests : IAsyncLifetime
{
    private LocalMailServer server = null!;

    public static TheoryData<On> Both => TestDatabase.Both;

    public async ValueTask InitializeAsync() => server = await LocalMailServer.Start();

    public ValueTask DisposeAsync()
    {
        server.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_address_counts_only_after_the_code_mailed_to_it_has_come_back(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var account = await Account(commune);
        await Tell(commune, account, "Khu 5, 7.1: trả lại");

        Assert.Null(await Choose(commune, account, desk => desk.Ask("can-bo@xa.vn")));
        commune.Clock.Pass(TimeSpan.FromDays(1));
        Assert.Equal(0, await Write(commune));
        await Send(commune);
        commune.Clock.Pass(TimeSpan.FromDays(-1));
        var letter = Assert.Single(server.Arrived());
        var code = letter.TextBody!.Split('\n')[0][^7..].Trim();

        Assert.Equal("can-bo@xa.vn", letter.To.Mailboxes.Single().Address);
        Assert.Equal("mail.wrong-code", (await Choose(commune, account, desk => desk.Confirm(code == "000000" ? "000001" : "000000")))!.Code);
        Assert.Null(await Choose(commune, account, desk => desk.Confirm(code)));
        Assert.Equal("can-bo@xa.vn", await commune.Do(desk => desk.Db.MailChoices.Select(choice => choice.Address).SingleAsync()));
        Assert.Equal(["mail.ask", "mail.confirm"], await commune.Do(desk => desk.Db.Journal.Where(row => row.Act.StartsWith("mail.")).OrderBy(row => row.Id).Select(row => row.Act).ToListAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_code_is_over_after_half_an_hour_and_after_five_wrong_tries(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var account = await Account(commune);
        string Code() => server.Arrived().Single(letter => letter.To.Mailboxes.Single().Address.StartsWith("moi", StringComparison.Ordinal)).TextBody!.Split('\n')[0][^7..].Trim();

        Assert.Null(await Choose(commune, account, desk => desk.Ask("can-bo@xa.vn")));
        Assert.Equal("mail.too-soon", (await Choose(commune, account, desk => desk.Ask("moi@xa.vn")))!.Code);
        for (var wrong = 1; wrong < ChooseMail.MostWrong; wrong++) Assert.Equal("mail.wrong-code", (await Choose(commune, account, desk => desk.Confirm("x")))!.Code);
        Assert.Equal("mail.code-is-over", (await Choose(commune, account, desk => desk.Confirm("x")))!.Code);

        commune.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Null(await Choose(commune, account, desk => desk.Ask("moi@xa.vn")));
        await Send(commune);
        Assert.Single(server.Arrived()); // the older code was taken back before it was sent
        commune.Clock.Pass(TimeSpan.FromMinutes(ChooseMail.MinutesValid) + TimeSpan.FromSeconds(1));
        Assert.Equal("mail.code-is-over", (await Choose(commune, account, desk => desk.Confirm(Code())))!.Code);
        commune.Clock.Pass(TimeSpan.FromSeconds(-1));
        Assert.Null(await Choose(commune, account, desk => desk.Confirm(Code())));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_day_of_notices_is_one_message_at_its_hour_and_none_of_them_comes_again(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var account = await Confirmed(commune, MailWish.Daily); // 31/12/2024, 09:42
        foreach (var number in Enumerable.Range(1, 42)) await Tell(commune, account, $"Khu {number}: trả lại <b>");
        Assert.Equal(0, await Write(commune)); // today's hour is past
        Until(commune, new(2025, 1, 1, 6, 59, 59, TimeSpan.FromHours(7)));
        Assert.Equal(0, await Write(commune));
        Until(commune, new(2025, 1, 1, 7, 0, 0, TimeSpan.FromHours(7)));
        await Tell(commune, account, "Tin của hôm nay");

        Assert.Equal(1, await Write(commune));
        Assert.Equal(0, await Write(commune));
        Assert.Equal(1, await Send(commune));
        Assert.Equal(0, await Send(commune));

        var letter = Assert.Single(server.Arrived());
        Assert.Equal("Kiểu Mẫu: 42 tin mới", letter.Subject);
        Assert.Contains("Khu 40: trả lại <b>", letter.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Khu 41:", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("Còn 2 tin khác", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://km.xa.vn/viec", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("trả lại &lt;b&gt;", letter.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("hôm nay", letter.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Cán bộ Thử", letter.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("<img", letter.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(("", MailState.Sent), await commune.Do(async desk => await desk.Db.MailOutbox.Select(mail => new ValueTuple<string, MailState>(mail.Text, mail.State)).SingleAsync()));

        commune.Clock.Pass(TimeSpan.FromDays(1));
        Assert.Equal(1, await Write(commune));
        await Send(commune);
        Assert.Contains(server.Arrived(), one => one.TextBody!.Contains("Tin của hôm nay", StringComparison.Ordinal) && one.Subject == "Kiểu Mẫu: 1 tin mới");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_wishes_gets_it_at_once_whoever_has_read_it_or_wants_none_or_is_shut_out_does_not(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var account = await Confirmed(commune, MailWish.AtOnce);
        await Tell(commune, account, "Đã đọc rồi");
        await commune.Do(desk => desk.Db.Notices.ExecuteUpdateAsync(set => set.SetProperty(notice => notice.ReadAt, commune.Clock.Instant())));
        Assert.Equal(0, await Write(commune));

        await Tell(commune, account, "Tin gấp");
        await commune.Do(desk => desk.Db.MailChoices.ExecuteUpdateAsync(set => set.SetProperty(choice => choice.Wish, MailWish.None)));
        Assert.Equal(0, await Write(commune));
        await commune.Do(desk => desk.Db.MailChoices.ExecuteUpdateAsync(set => set.SetProperty(choice => choice.Wish, MailWish.AtOnce)));
        await commune.Do(desk => desk.Db.Accounts.ExecuteUpdateAsync(set => set.SetProperty(one => one.DisabledAt, commune.Clock.Instant())));
        Assert.Equal(0, await Write(commune));
        await commune.Do(desk => desk.Db.Accounts.ExecuteUpdateAsync(set => set.SetProperty(one => one.DisabledAt, (DateTime?)null)));

        Assert.Equal(1, await Write(commune));
        await Send(commune);
        Assert.Contains("Tin gấp", Assert.Single(server.Arrived()).TextBody, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task While_the_server_is_away_mail_waits_longer_and_longer_and_is_sent_once_when_it_is_back(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var account = await Confirmed(commune, MailWish.AtOnce);
        await Tell(commune, account, "Tin chờ");
        await Write(commune);
        server.Stop();

        Assert.Equal(0, await Send(commune));
        var waiting = await Only(commune);
        Assert.Equal((MailState.Waiting, 1, commune.Clock.Instant() + MailWaits.After(1)), (waiting.State, waiting.Tries, waiting.NextTryAt));
        Assert.Contains("Không nối được máy chủ thư", waiting.LastError, StringComparison.Ordinal);
        Assert.Equal(0, await Send(commune));
        Assert.Equal(1, (await Only(commune)).Tries); // not before its time
        commune.Clock.Pass(MailWaits.After(1));
        await Send(commune);
        Assert.Equal((2, commune.Clock.Instant() + MailWaits.After(2)), ((await Only(commune)).Tries, (await Only(commune)).NextTryAt));

        await server.Open();
        commune.Clock.Pass(MailWaits.After(2));
        Assert.Equal(1, await Send(commune));
        Assert.Equal(waiting.MessageId, Assert.Single(server.Arrived()).MessageId);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Many_who_write_and_send_at_once_send_each_message_once(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var accounts = new List<int>();
        for (var number = 0; number < 6; number++) accounts.Add(await Confirmed(commune, MailWish.AtOnce, $"can-bo-{number}"));
        foreach (var account in accounts) await Tell(commune, account, "Tin");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Write(commune))));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Send(commune))));

        Assert.Equal(6, server.Arrived().Count);
        Assert.Equal(6, server.Arrived().Select(letter => letter.To.ToString()).Distinct().Count());
        Assert.Equal(6, await commune.Do(desk => desk.Db.MailOutbox.CountAsync(mail => mail.State == MailState.Sent)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task After_a_crash_between_the_servers_yes_and_our_note_it_is_doubtful_and_goes_again_only_when_somebody_says_so(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var account = await Confirmed(commune, MailWish.AtOnce);
        await Tell(commune, account, "Tin");
        await Write(commune);
        await Refuse(commune, MailState.Sent);
        await Assert.ThrowsAnyAsync<Exception>(() => Send(commune)); // the database is gone just then
        Assert.Single(server.Arrived());
        await Allow(commune);

        Assert.Equal(0, await Send(commune));
        Assert.Equal(MailState.Handed, (await Only(commune)).State);
        commune.Clock.Pass(SendMail.Lease);
        await Send(commune);
        Assert.Equal(MailState.Handed, (await Only(commune)).State); // its holder may still be at it
        commune.Clock.Pass(TimeSpan.FromSeconds(1));
        await Send(commune);
        Assert.Equal(MailState.Doubtful, (await Only(commune)).State);
        commune.Clock.Pass(TimeSpan.FromDays(3));
        await Send(commune);
        Assert.Single(server.Arrived());

        var id = (await Only(commune)).Id;
        Assert.Equal("mail.no-reason", (await commune.Do(desk => Watch(desk, commune).SendAgain(id, " ")))!.Code);
        Assert.Null(await commune.Do(desk => Watch(desk, commune).SendAgain(id, "người nhận không thấy thư")));
        Assert.Equal(1, await Send(commune));
        Assert.Equal(2, server.Arrived().Count);
        Assert.Single(server.Arrived().Select(letter => letter.MessageId).Distinct());
        Assert.Equal("người nhận không thấy thư", await commune.Do(desk => desk.Db.Journal.Where(row => row.Act == "mail.resend").Select(row => row.Why).SingleAsync()));
        Assert.Equal("mail.unknown", (await commune.Do(desk => Watch(desk, commune).SendAgain(id, "lần nữa")))!.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task After_a_crash_before_the_server_was_given_anything_another_sender_takes_over(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var account = await Confirmed(commune, MailWish.AtOnce);
        await Tell(commune, account, "Tin");
        await Write(commune);
        await Refuse(commune, MailState.Handed);
        await Assert.ThrowsAnyAsync<Exception>(() => Send(commune));
        await Allow(commune);

        commune.Clock.Pass(SendMail.Lease);
        Assert.Equal(0, await Send(commune)); // still held
        commune.Clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Send(commune));
        Assert.Single(server.Arrived());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_an_administrator_gives_up_is_not_sent_and_others_may_not_give_up_anything(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var account = await Confirmed(commune, MailWish.AtOnce);
        await Tell(commune, account, "Tin");
        await Write(commune);
        var id = (await Only(commune)).Id;

        Assert.Equal("accounts.no-right", (await commune.Do(desk =>
        {
            desk.Person.Who = new(account, "Cán bộ Thử", AccountKind.Operator, []);
            return Watch(desk, commune).GiveUp(id, "thử");
        }))!.Code);
        Assert.Null(await commune.Do(desk => Watch(desk, commune).GiveUp(id, "người nhận đã nghỉ")));
        await Send(commune);
        Assert.Empty(server.Arrived());
    }

    [Fact]
    public async Task A_password_the_server_refuses_is_told_to_nobody()
    {
        await using var commune = await TestCommune.Create(On.Sqlite);
        var account = await Confirmed(commune, MailWish.AtOnce);
        await Tell(commune, account, "Tin");
        await Write(commune);
        var settings = Settings(("Mail:User", "kieumau"), ("Mail:Password", "mat-khau-rat-kin"));

        Assert.Equal("", settings.Problem);
        await commune.Do(desk => new SendMail(desk.Db, desk.Lock, settings, commune.Clock).SendDue());
        var waiting = await Only(commune);

        Assert.Equal(MailState.Waiting, waiting.State);
        Assert.DoesNotContain("mat-khau-rat-kin", waiting.LastError + settings, StringComparison.Ordinal);
    }

    [Theory, InlineData("starttls"), InlineData("tls")]
    public async Task Where_an_encrypted_line_is_asked_for_and_the_server_has_none_nothing_is_sent(string tls)
    {
        await using var commune = await TestCommune.Create(On.Sqlite);
        var account = await Confirmed(commune, MailWish.AtOnce);
        await Tell(commune, account, "Tin");
        await Write(commune);

        Assert.Equal(0, await commune.Do(desk => new SendMail(desk.Db, desk.Lock, Settings(("Mail:Tls", tls)), commune.Clock).SendDue()));
        Assert.Equal((MailState.Waiting, 0), ((await Only(commune)).State, server.Arrived().Count));
    }

    [Fact]
    public async Task To_a_server_whose_certificate_nobody_trusts_nothing_is_sent_and_the_page_says_what_to_do()
    {
        using var stranger = await LocalMailServer.Start(encrypted: true);
        await using var commune = await TestCommune.Create(On.Sqlite);
        var account = await Confirmed(commune, MailWish.AtOnce);
        await Tell(commune, account, "Tin");
        await Write(commune);

        var settings = Settings(("Mail:Tls", "starttls"), ("Mail:Port", $"{stranger.Port}"));
        Assert.Equal(0, await commune.Do(desk => new SendMail(desk.Db, desk.Lock, settings, commune.Clock).SendDue()));
        var waiting = await Only(commune);
        Assert.Equal((MailState.Waiting, 0), (waiting.State, stranger.Arrived().Count));
        Assert.Contains("chứng thư của máy chủ thư không được máy này tin", waiting.LastError, StringComparison.Ordinal);
    }

    private MailSettings Settings(params (string Key, string Value)[] more) => MailSettings.Of(MailSettingsTests.Configuration(
        [("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{server.Port}"), ("Mail:Tls", "none"), ("Mail:From", "kieumau@xa.vn"), ("Mail:BaseAddress", "https://km.xa.vn/"), .. more]));

    private Task<int> Write(TestCommune commune) => commune.Do(desk => Writer(desk, commune).WriteDue());

    private Task<int> Send(TestCommune commune) => commune.Do(desk => new SendMail(desk.Db, desk.Lock, Settings(), commune.Clock).SendDue());

    private WriteMail Writer(TestCommune.Desk desk, TestCommune commune) => new(desk.Db, desk.Lock, Settings(), commune.Clock);

    private static WatchMail Watch(TestCommune.Desk desk, TestCommune commune) => new(desk.Db, desk.Lock, desk.Gate, desk.Journal, commune.Clock);

    private Task<Refusal?> Choose(TestCommune commune, int account, Func<ChooseMail, Task<Refusal?>> act) => commune.Do(desk =>
    {
        desk.Person.Who = new(account, "Cán bộ Thử", AccountKind.Operator, []);
        return act(new(desk.Db, desk.Lock, Writer(desk, commune), Settings(), desk.Gate, desk.Journal, commune.Clock));
    });

    private static Task<OutgoingMail> Only(TestCommune commune) => commune.Do(desk => desk.Db.MailOutbox.AsNoTracking().SingleAsync());

    private static Task Tell(TestCommune commune, int account, string text) =>
        commune.Do(desk => new TellPeople(desk.Db, commune.Clock).Tell([account], "test", text, text, "/viec"));

    private static Task<int> Account(TestCommune commune, string name = "can-bo") => commune.Do(async desk =>
    {
        var account = new Account { UserName = name, NormalizedUserName = name, FullName = "Cán bộ Thử", CreatedAt = commune.Clock.Instant(), LastSignedInAt = commune.Clock.Instant() };
        desk.Db.Accounts.Add(account);
        await desk.Db.SaveChangesAsync();
        return account.Id;
    });

    private static async Task<int> Confirmed(TestCommune commune, MailWish wish, string name = "can-bo")
    {
        var account = await Account(commune, name);
        await commune.Do(async desk =>
        {
            desk.Db.MailChoices.Add(new() { AccountId = account, Wish = wish, Address = $"{name}@xa.vn", Pending = "", CodeHash = "", Since = commune.Clock.Instant(), LastDigestOn = new(2024, 12, 30) });
            await desk.Db.SaveChangesAsync();
        });
        return account;
    }

    private static void Until(TestCommune commune, DateTimeOffset then) => commune.Clock.Pass(then - commune.Clock.GetUtcNow());

    /// <summary>The database fails at one moment: when a message would enter a state.</summary>
    private static Task Refuse(TestCommune commune, MailState state) => Run(commune, commune.Database.Kind == On.Sqlite
        ? $"create trigger broken before update on mail_outbox when new.state = {(int)state} begin select raise(abort, 'gone'); end"
        : $"create function broken() returns trigger language plpgsql as $$ begin if new.state = {(int)state} then raise exception 'gone'; end if; return new; end $$; create trigger broken before update on mail_outbox for each row execute function broken()");

    private static Task Allow(TestCommune commune) => Run(commune, commune.Database.Kind == On.Sqlite ? "drop trigger broken" : "drop trigger broken on mail_outbox");

    private static Task Run(TestCommune commune, string sql) => commune.Do(async desk => { await desk.Db.Database.ExecuteSqlRawAsync(sql); });
}
