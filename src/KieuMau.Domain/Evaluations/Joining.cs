using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Domain.Evaluations;

/// <summary>Gộp: the truth tables of "mọi" and "ít nhất … trong".</summary>
internal static class Joining
{
    /// <summary>
    /// Not-met if any part is; else no-data if any is; else no-threshold if any is; else met. Not-applicable parts are
    /// left out; all left out is not-applicable; nothing to judge at all is no-threshold.
    /// </summary>
    public static Judged JoinAll(this Scene scene, Requirement? requirement, IEnumerable<Judged> parts, string label = "")
    {
        var all = scene.Explain ? parts as IReadOnlyList<Judged> ?? [.. parts] : null;
        var seen = new Tally(all ?? parts);
        var verdict = seen switch
        {
            { Total: 0 } => Verdict.NoThreshold,
            { NotMet: > 0 } => Verdict.NotMet,
            { NoData: > 0 } => Verdict.NoData,
            { NoThreshold: > 0 } => Verdict.NoThreshold,
            { Met: > 0 } => Verdict.Met,
            _ => Verdict.NotApplicable,
        };
        var unverified = verdict == Verdict.Met ? seen.MetUnverified > 0 : verdict == Verdict.NotMet && seen.NotMetUnverified == seen.NotMet;
        return Node(scene, requirement, verdict, unverified, all ?? [], label, "");
    }

    /// <summary>Met once n are; not-met once too few can still be; else no-data if an open part is, else no-threshold.</summary>
    public static Judged JoinSome(this Scene scene, Requirement? requirement, int count, IEnumerable<Judged> parts, string label = "")
    {
        var all = scene.Explain ? parts as IReadOnlyList<Judged> ?? [.. parts] : null;
        var seen = new Tally(all ?? parts);
        var verdict = seen switch
        {
            { Total: 0 } => Verdict.NoThreshold,
            _ when seen.Total == seen.NotApplicable => Verdict.NotApplicable,
            _ when seen.Met >= count => Verdict.Met,
            _ when seen.Met + seen.NoData + seen.NoThreshold < count => Verdict.NotMet,
            { NoData: > 0 } => Verdict.NoData,
            _ => Verdict.NoThreshold,
        };
        var unverified = verdict == Verdict.Met ? seen.Met - seen.MetUnverified < count
            : verdict == Verdict.NotMet && seen.Met + seen.NoData + seen.NoThreshold + seen.NotMetUnverified >= count;
        return Node(scene, requirement, verdict, unverified, all ?? [], label, scene.Explain ? $"{seen.Met} trong {seen.Total - seen.NotApplicable} đạt, cần {count}" : "", count);
    }

    private static Judged Node(Scene scene, Requirement? requirement, Verdict verdict, bool unverified, IReadOnlyList<Judged> parts, string label, string value, int? suffices = null)
    {
        if (!scene.Explain) return new(verdict, unverified);
        if (requirement is Requirement.All && parts.Count == 1 && requirement.Name.Length == 0) return parts[0] with { Unverified = unverified };
        var name = requirement is null ? label : Reasoning.LabelOf(requirement, label.Length > 0 ? label : requirement is Requirement.AtLeast(var n, _) ? $"Ít nhất {n} nội dung" : "Mọi nội dung");
        return new(verdict, unverified, new Reason(name, verdict, unverified)
        {
            Code = requirement?.Code ?? "",
            Value = value,
            Suffices = suffices,
            Parts = [.. parts.Select(part => part.Reason!)],
        });
    }

    private readonly struct Tally
    {
        public Tally(IEnumerable<Judged> parts)
        {
            foreach (var part in parts)
            {
                Total++;
                switch (part.Verdict)
                {
                    case Verdict.Met:
                        Met++;
                        if (part.Unverified) MetUnverified++;
                        break;
                    case Verdict.NotMet:
                        NotMet++;
                        if (part.Unverified) NotMetUnverified++;
                        break;
                    case Verdict.NoData: NoData++; break;
                    case Verdict.NoThreshold: NoThreshold++; break;
                    default: NotApplicable++; break;
                }
            }
        }

        public int Total { get; }
        public int Met { get; }
        public int MetUnverified { get; }
        public int NotMet { get; }
        public int NotMetUnverified { get; }
        public int NoData { get; }
        public int NoThreshold { get; }
        public int NotApplicable { get; }
    }
}
