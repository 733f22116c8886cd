using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Comments;

/// <summary>Đọc ý kiến về một dòng, the oldest first.</summary>
public sealed class ShowComments(RuralDb db, Mentionable people, Gate gate)
{
    /// <param name="People">Who may be named, for the help beside the field.</param>
    public sealed record View(IReadOnlyList<LineComment> Comments, IReadOnlyList<Mentionable.Person> People, int Me);

    public async Task<View> Of(string unit, string set, string line, CancellationToken ct) => new(
        await (from comment in db.LineComments.AsNoTracking()
               join key in db.Set<UnitKey>() on comment.UnitId equals key.Id
               where key.Code == unit && comment.Shard == key.Shard && comment.SetId == set && comment.Line == line
               orderby comment.Id
               select comment).ToListAsync(ct),
        await people.Of(unit, ct),
        gate.Who?.Account ?? 0);
}

/// <summary>Việc của tôi: where somebody is named and has not answered yet, as long as they may read the unit.</summary>
public sealed class MentionedWork(RuralDb db, Gate gate) : IWorkSource
{
    private const int Most = 50;

    public async Task<IReadOnlyList<WorkItem>> For(Who who, Standpoint here, CancellationToken ct)
    {
        var rows = await (from mention in db.Mentions.AsNoTracking()
                          join comment in db.LineComments on new { mention.Shard, Id = mention.CommentId } equals new { comment.Shard, comment.Id }
                          join unit in db.Set<UnitKey>() on comment.UnitId equals unit.Id
                          where mention.Account == who.Account && mention.AnsweredAt == null && comment.WithdrawnAt == null
                          orderby comment.At descending
                          select new { comment.Who, comment.Text, comment.SetId, comment.Line, unit.Code }).Take(Most).ToListAsync(ct);
        var open = new HashSet<string>();
        foreach (var unit in rows.Select(row => row.Code).Distinct().ToList())
        {
            if (await gate.May(Right.ReadUnit, unit, ct)) open.Add(unit);
        }

        return [.. rows.Where(row => open.Contains(row.Code)).Select(row => new WorkItem(WorkKind.Mentioned, $"{Shell.Wording.Capital(row.Who)} nhắc đến ở dòng {row.Line}: {row.Text}", $"/don-vi/{row.Code}/chi-tieu/{row.SetId}/{Uri.EscapeDataString(row.Line)}#y-kien", row.Code))];
    }
}
