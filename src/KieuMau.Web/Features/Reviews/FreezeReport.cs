using System.Security.Cryptography;
using System.Text;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Chụp báo cáo: every line of every set in force for the unit, as it is known now; read within the caller's transaction.</summary>
public sealed class FreezeReport(KnowledgeReader knowledge, ActiveCriteria active)
{
    /// <summary>A line as it is sent.</summary>
    public sealed record FrozenLine(string Set, string Line, Verdict Verdict, bool LevelUnverified, string Value, string Because, string SetRevision)
    {
        public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Set, Line, Verdict.Code(), LevelUnverified, Value, Because, SetRevision).Normalize())));
    }

    public async Task<IReadOnlyList<FrozenLine>> Freeze(UnitSurroundings around, Unit unit, Unit commune, DateOnly day, CancellationToken ct)
    {
        var law = active.Current;
        var reading = new CommuneReading(commune, day, law.Library, await knowledge.Of(around, law, ct: ct));
        return [.. SetLadder.For(law.Library, unit.Level, day).Where(set => reading.Refuse(set, unit.Code) is null).SelectMany(set => Lines(reading, set, unit))];
    }

    private static IEnumerable<FrozenLine> Lines(CommuneReading reading, CriteriaSet set, Unit unit) =>
        from finding in reading.Judge(set, unit.Code).Findings
        select new FrozenLine(set.Id, finding.Indicator.Code, finding.Verdict, finding.Unverified, finding.Reason?.Have() ?? "", finding.Because, set.Revision);
}
