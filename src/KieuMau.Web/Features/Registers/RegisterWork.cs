using KieuMau.Domain.Accounts;
using KieuMau.Domain.Registers;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;

namespace KieuMau.Web.Features.Registers;

/// <summary>Việc của người giữ sổ: requests not yet answered or done, incidents whose clocks run. Nobody is named in it.</summary>
public sealed class RegisterWork(KeepRequests requests, KeepIncidents incidents, Gate gate) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> For(Who who, Standpoint here, CancellationToken ct)
    {
        var privacy = await gate.May(Right.HandlePrivacy, ct: ct);
        if (!privacy && !await gate.May(Right.ManageSystem, ct: ct)) return [];
        var items = new List<WorkItem>();
        if (privacy) items.AddRange((await requests.Show(ct)).Lines.Where(line => line.Open).Select(OfRequest));
        var register = await incidents.Show(ct);
        items.AddRange(from line in register.Lines
                       where line.Incident.ClosedAt is null
                       let clock = line.Clocks.Where(clock => clock.DoneAt is null).MinBy(clock => clock.Due)
                       select clock is null
                           ? new WorkItem(WorkKind.Due, $"Sự cố “{line.Incident.Name}”: chưa đóng.", "/van-hanh/su-co", "")
                           : new WorkItem(WorkKind.Due, $"Sự cố “{line.Incident.Name}”: {Shell.Wording.Lower(clock.Name)}, {DayWords.Of(clock, register.Now)}.", "/van-hanh/su-co", "", DateOnly.FromDateTime(clock.Due.InVietNam())));
        return items;
    }

    private static WorkItem OfRequest(KeepRequests.Line line) => line.Request.AnsweredOn is null
        ? new(WorkKind.Due, $"Yêu cầu số {line.Request.Id} ({Shell.Wording.Lower(line.Kind)}): chưa trả lời, {DayWords.Of(line.Answer, line.AnswerBy, null)}.", "/van-hanh/yeu-cau", "", line.AnswerBy)
        : new(WorkKind.Due, $"Yêu cầu số {line.Request.Id} ({Shell.Wording.Lower(line.Kind)}): chưa thực hiện xong, {DayWords.Of(line.Act, line.ActBy, null)}.", "/van-hanh/yeu-cau", "", line.ActBy);
}
