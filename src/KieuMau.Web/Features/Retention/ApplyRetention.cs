using KieuMau.Domain.Accounts;
using KieuMau.Domain.Journal;
using KieuMau.Domain.Notices;
using KieuMau.Domain.Retention;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Mail;
using KieuMau.Web.Features.Registers;
using KieuMau.Web.Features.Observations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Retention;

/// <summary>
/// Thực hiện thời gian giữ: lists what is due class by class, and really deletes it when asked to. A class whose time is
/// not established is listed and left alone.
/// </summary>
public sealed class ApplyRetention(RuralDb db, DataFolder folder, CriteriaFolder criteria, BackupSettings backups, BackupRegister register, RoleBook roles, CommuneLock turn, JournalWriter journal, TimeProvider clock)
{
    // their entries are written with the deletion itself
    private const string PersonalRequests = "yeu-cau-du-lieu";
    private const string PeopleWhoLeft = "tai-khoan";

    /// <param name="Before">What ended before this day is due; none when the class is not deleted.</param>
    /// <param name="Due">How many; none when the program deletes nothing of this class by itself.</param>
    public sealed record Line(RetentionClass Class, DateOnly? Before, int? Due, int Deleted)
    {
        /// <summary>"2 mục, trước 01/01/2024", "không tự xóa"; a time that nothing follows is said to be one.</summary>
        public string Spoken => (Before, Due) switch
        {
            ({ } before, { } due) => $"{NumberText.Spoken(due)} mục, trước {before.Spoken()}",
            ({ } before, null) => $"đặt thời hạn nhưng chương trình không xóa được lớp này: xem tay những gì trước {before.Spoken()}",
            _ => "không tự xóa",
        };
    }

    public async Task<IReadOnlyList<Line>> Run(bool apply, CancellationToken ct)
    {
        var lines = new List<Line>();
        foreach (var one in RetentionFile.Read(criteria))
        {
            var before = one.Keep?.Before(clock.Today());
            var (due, deleted) = before is { } day ? await Of(one, day, apply, ct) : (null, 0);
            lines.Add(new(one, before, due, deleted));
        }

        return lines;
    }

    private async Task<(int? Due, int Deleted)> Of(RetentionClass one, DateOnly before, bool apply, CancellationToken ct) => one.Code switch
    {
        "nhap-do" => await Folders(one, before, apply, ct),
        PersonalRequests => await Requests(one, before, apply, ct),
        "thu-da-gui" => await Mail(one, before, apply, ct),
        PeopleWhoLeft => await Accounts(one, before, apply, ct),
        "ban-sao-luu" => await Backups(one, before, apply, ct),
        _ => (null, 0),
    };

    private static JournalNote Note(RetentionClass one, DateOnly before, int deleted) =>
        new("retention.delete", $"Xóa theo bảng thời gian giữ: {one.Name}, {deleted} mục, trước {before:dd/MM/yyyy}") { Subject = one.Code, Why = one.Basis };

    private async Task<(int?, int)> Folders(RetentionClass one, DateOnly before, bool apply, CancellationToken ct)
    {
        var root = Path.Combine(folder.Path, "nhap-do");
        var old = !Directory.Exists(root) ? [] : Directory.EnumerateDirectories(root).Where(path => DayOf(Directory.GetLastWriteTimeUtc(path)) < before).ToList();
        if (apply) await Files(one, before, old, path => Directory.Delete(path, recursive: true), ct);
        return (old.Count, apply ? old.Count : 0);
    }

    // the numbers of the register stay, the person goes
    private async Task<(int?, int)> Requests(RetentionClass one, DateOnly before, bool apply, CancellationToken ct)
    {
        var due = db.DataRequests.Where(request => request.DoneOn != null && request.DoneOn < before && request.ErasedAt == null);
        var count = await due.CountAsync(ct);
        if (!apply || count == 0) return (count, 0);
        await using var held = await turn.Take([], ct);
        var now = clock.Instant();
        var erased = await due.ExecuteUpdateAsync(set => set
            .SetProperty(request => request.Person, "")
            .SetProperty(request => request.Contact, "")
            .SetProperty(request => request.Asked, "")
            .SetProperty(request => request.Result, (string?)null)
            .SetProperty(request => request.ExtendedWhy, (string?)null)
            .SetProperty(request => request.ErasedAt, now), ct);
        await journal.Append(JournalWriter.OfNoCommune, Note(one, before, erased), ct);
        await held.Commit(ct);
        return (count, erased);
    }

    private async Task<(int?, int)> Mail(RetentionClass one, DateOnly before, bool apply, CancellationToken ct)
    {
        var until = before.BeginsAt();
        var due = db.Set<OutgoingMail>().Where(mail => mail.WrittenAt < until && mail.State != MailState.Waiting && mail.State != MailState.Claimed && mail.State != MailState.Handed);
        var count = await due.CountAsync(ct);
        if (!apply || count == 0) return (count, 0);
        await using var held = await turn.Take([], ct);
        var deleted = await due.ExecuteDeleteAsync(ct);
        await journal.Append(JournalWriter.OfNoCommune, Note(one, before, deleted), ct);
        await held.Commit(ct);
        return (count, deleted);
    }

    // what was done under the account names a post; the person goes, with every way to sign in
    private async Task<(int?, int)> Accounts(RetentionClass one, DateOnly before, bool apply, CancellationToken ct)
    {
        var (until, posts) = (before.BeginsAt(), db.Posts.HeldOnOrAfter(clock.Today(), roles));
        var left = db.Accounts.Where(account => account.DisabledAt < until && account.FullName != Account.Erased && !posts.Any(post => post.AccountId == account.Id));
        var count = await left.CountAsync(ct);
        if (!apply || count == 0) return (count, 0);
        await using var held = await turn.Take([], ct);
        var erased = await left.ToListAsync(ct);
        var due = erased.ConvertAll(account => account.Id);
        foreach (var account in erased) account.Erase();
        await db.SaveChangesAsync(ct);
        await db.MailChoices.Where(choice => due.Contains(choice.AccountId)).ExecuteDeleteAsync(ct);
        await db.Set<IdentityUserLogin<int>>().Where(login => due.Contains(login.UserId)).ExecuteDeleteAsync(ct);
        await db.Set<IdentityUserToken<int>>().Where(token => due.Contains(token.UserId)).ExecuteDeleteAsync(ct);
        await db.Set<IdentityUserPasskey<int>>().Where(key => due.Contains(key.UserId)).ExecuteDeleteAsync(ct);
        if (due.Count > 0) await journal.Append(JournalWriter.OfNoCommune, Note(one, before, due.Count), ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return (due.Count, due.Count);
    }

    // never the newest, whatever its age: without it nothing could be restored; and none while the newest holds evidence that
    // is no longer as it came: an older one may be the last that has it
    private async Task<(int?, int)> Backups(RetentionClass one, DateOnly before, bool apply, CancellationToken ct)
    {
        if (backups.Folder is null || !Directory.Exists(backups.Folder)) return (0, 0);
        var old = Directory.EnumerateFiles(backups.Folder, $"kieumau-*{BackupFolder.Ending}").OrderDescending(StringComparer.Ordinal).Skip(1)
            .Where(path => DayOf(File.GetLastWriteTimeUtc(path)) < before).ToList();
        apply = apply && await register.LastDone(KeepingAct.Backup, backups.Kept, ct) is not { Problem: not null };
        if (apply) await Files(one, before, old, File.Delete, ct);
        return (old.Count, apply ? old.Count : 0);
    }

    // told first: files know no transaction, and what was told and then not deleted is told and deleted the next day
    private async Task Files(RetentionClass one, DateOnly before, List<string> old, Action<string> delete, CancellationToken ct)
    {
        if (old.Count > 0) await journal.Record(JournalWriter.OfNoCommune, Note(one, before, old.Count), ct);
        old.ForEach(delete);
    }

    private static DateOnly DayOf(DateTime instant) => DateOnly.FromDateTime(instant.InVietNam());
}
