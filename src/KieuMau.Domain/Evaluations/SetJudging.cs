using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>Bộ khác, công nhận, danh hiệu, kế thừa: what other procedures and other sets have settled.</summary>
internal static class SetJudging
{
    /// <summary>A title stands for the recognition of a set when it bears the set's id or its title.</summary>
    public static bool IsRecognitionOf(Title title, string setId, CriteriaLibrary library) =>
        title.Name == setId || (library.Find(setId) is { } set && VietnameseText.Same(title.Name, set.Latest.Title));

    public static Judged JudgeRecognition(Scene scene, Requirement.Recognition recognition)
    {
        var set = scene.Library.Find(recognition.SetId, scene.At);
        var label = $"Được công nhận “{set?.ShortTitle ?? recognition.SetId}”";
        var records = Begun(scene, title => IsRecognitionOf(title, recognition.SetId, scene.Library));
        return FromRecords(scene, recognition, label, records, "công nhận");
    }

    /// <summary>Records of that name known at the date; one given later says nothing yet, but the result may change on its day.</summary>
    private static List<Title> Begun(Scene scene, Func<Title, bool> named)
    {
        var records = new List<Title>();
        foreach (var record in scene.Knowledge.TitlesOf(scene.Unit.Code))
        {
            if (!named(record)) continue;
            scene.Watch.Note(record.ValidFrom);
            if (record.ValidFrom <= scene.At) records.Add(record);
        }

        scene.Trail?.Ask(scene.Unit.Code, named, records);
        return records;
    }

    private static List<Title> Records(Scene scene, Requirement.HoldsTitle held) => Begun(scene, title => VietnameseText.Same(title.Name, held.Title));

    /// <summary>Where no such title is recorded, the yes/no answer serves.</summary>
    public static bool AnswerServes(Scene scene, Requirement.HoldsTitle held) => held.Otherwise is not null && Records(scene, held).Count == 0;

    public static Judged JudgeTitle(Scene scene, Requirement.HoldsTitle held)
    {
        var records = Records(scene, held);
        if (records.Count == 0 && held.Otherwise is { } measure)
        {
            var answer = new Requirement.Compare(new Measures.Formula.Of(measure), new Demand.Yes(true), "", WhenZero.Unsaid, 0) { LevelSource = held.LevelSource };
            return scene.Judge(answer);
        }

        return FromRecords(scene, held, $"Danh hiệu “{held.Title}”", records, "danh hiệu");
    }

    private static Judged FromRecords(Scene scene, Requirement requirement, string label, List<Title> records, string noun)
    {
        foreach (var record in records)
        {
            scene.Watch.NoteAfter(record.ValidTo);
            if (record.RevokedOn is { } revoked) scene.Watch.Note(revoked);
        }

        var valid = records.Find(record => record.ValidAt(scene.At));
        var verdict = valid is not null ? Verdict.Met : records.Count > 0 ? Verdict.NotMet : Verdict.NoData;
        var unverified = Judging.Decides(verdict) && scene.Unverified(requirement.LevelSource);
        if (!scene.Explain) return new(verdict, unverified);
        var note = valid is not null ? $"{valid.Decision}, hiệu lực từ {valid.ValidFrom:dd/MM/yyyy}{(valid.ValidTo is { } to ? $" đến {to:dd/MM/yyyy}" : "")}."
            : records.Count > 0 ? $"Có {noun} nhưng không còn hiệu lực tại ngày xét {scene.At:dd/MM/yyyy}."
            : $"Chưa ghi {noun} nào.";
        return new(verdict, unverified, new Reason(Reasoning.LabelOf(requirement, label), verdict, unverified) { Code = requirement.Code, Demand = "còn hiệu lực tại ngày xét", Title = valid is null ? "" : note, Notes = [note] });
    }

    public static Judged JudgeOtherSet(Scene scene, Requirement.OtherSet other)
    {
        var set = scene.Library.Find(other.SetId, scene.At) ?? (other.SetIdOtherwise is { } otherwise ? scene.Library.Find(otherwise, scene.At) : null);
        if (set is null) return Judging.NoThreshold(scene, other, $"Kết quả của bộ {other.SetId}", $"chưa có bộ tiêu chí {other.SetId}");
        if (!set.InForceAt(scene.At)) return Judging.NoThreshold(scene, other, set.ShortTitle, $"bộ “{set.ShortTitle}” không có hiệu lực tại ngày xét");
        if (scene.Around.Contains(set.Id)) return Judging.NoThreshold(scene, other, set.ShortTitle, $"bộ “{set.ShortTitle}” dựa vòng quanh chính nó");
        var inner = SetEvaluation.Judge(scene.ForSet(set) with { Explain = false });
        var verdict = inner.OutcomeCode == other.Outcome || VietnameseText.Same(inner.OutcomeName, other.Outcome) ? Verdict.Met : inner.Verdict == Verdict.Met ? Verdict.NotMet : inner.Verdict;
        var unverified = Judging.Decides(verdict) && (inner.Unverified || scene.Unverified(other.LevelSource));
        if (!scene.Explain) return new(verdict, unverified);
        var counts = inner.Counts;
        return new(verdict, unverified, new Reason(Reasoning.LabelOf(other, $"Kết quả theo “{set.ShortTitle}”"), verdict, unverified)
        {
            Code = other.Code,
            Value = inner.OutcomeName.ToLowerInvariant(),
            Demand = "đạt tại ngày xét",
            Notes = [$"{counts.Met}/{counts.Total} chỉ tiêu đạt, {counts.NotMet} chưa đạt, {counts.NoData} chưa có số liệu, {counts.NoThreshold} chưa có ngưỡng."],
        });
    }

    public static Judged JudgeInherit(Scene scene, Requirement.Inherit inherit)
    {
        var set = scene.Library.Find(inherit.SetId, scene.At);
        if (set is null || scene.Around.Contains(set.Id)) return Judging.NoThreshold(scene, inherit, $"Các dòng của bộ {inherit.SetId}", $"chưa có bộ tiêu chí {inherit.SetId}");
        var lines = inherit.Codes.Count > 0
            ? inherit.Codes.Select(code => set.Find(code)).OfType<Indicator>()
            : set.Indicators.Where(line => RequirementWalk.MeasuresOf(line.Requirement).ToList() is { Count: > 0 } measures && measures.TrueForAll(measure => measure.EnteredAt(scene.Unit.Level)));
        var there = scene.ForSet(set) with { Year = scene.Year, Window = scene.Window };
        return scene.JoinAll(inherit, lines.Select(line => there.JudgeLine(line)).ToList(), $"Các chỉ tiêu của “{set.ShortTitle}”");
    }
}
