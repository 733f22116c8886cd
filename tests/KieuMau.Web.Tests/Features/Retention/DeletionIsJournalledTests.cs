using KieuMau.Domain.Notices;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Mail;
using KieuMau.Web.Features.Retention;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Retention;

public sealed class DeletionIsJournalledTests
{
    [Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]
    public async Task Mail_is_not_deleted_where_its_deletion_is_not_journalled(On on)
    {
        await using var site = await Site.Open(on);
        var (now, account) = (TimeProvider.System.Instant(), await site.AccountOf(People.Office));
        await site.Do(async services =>
        {
            var db = services.GetRequiredService<RuralDb>();
            db.Set<OutgoingMail>().Add(new() { AccountId = account, Address = "a@example.vn", Kind = "digest", MessageId = "1", Subject = "", Text = "", Html = "", WrittenAt = now.AddDays(-91), State = MailState.Sent });
            await db.SaveChangesAsync();
            // the process ends between the two: here the journal fails
            return await db.Database.ExecuteSqlRawAsync(on == On.Sqlite
                ? "create trigger broken before insert on journal when new.act = 'retention.delete' begin select raise(abort, 'gone'); end"
                : "create function broken() returns trigger language plpgsql as $$ begin if new.act = 'retention.delete' then raise exception 'gone'; end if; return new; end $$; create trigger broken before insert on journal for each row execute function broken()");
        });

        await Assert.ThrowsAnyAsync<Exception>(() => site.Do(services => services.GetRequiredService<ApplyRetention>().Run(apply: true, default)));
        Assert.Equal(1, await site.Do(services => services.GetRequiredService<RuralDb>().Set<OutgoingMail>().CountAsync()));
    }
}
