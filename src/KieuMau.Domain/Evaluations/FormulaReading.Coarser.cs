using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>Hoặc chỉ có: the coarser way an office may know a number; used only when its parts are missing, and said.</summary>
internal sealed partial class FormulaReading
{
    /// <summary>A part known only as a share of this whole, or only as "all" or "not all" of it.</summary>
    private ValueRange? ReadCoarseShare(Measure part, Measure whole)
    {
        if (scene.Supposed?.Find(part, scene.Split) is ObservedValue.Number) return null;
        var coarse = part.Coarser switch
        {
            Coarser.ShareOf(var name) when VietnameseText.Same(name, whole.Name) => ValueForm.Share,
            Coarser.AllOrNot when part.AtMost is Formula.Of(var all) && all == whole => ValueForm.Answer,
            _ => ValueForm.Exact,
        };
        if (coarse == ValueForm.Exact) return null;

        var supposed = scene.Supposed?.Find(part, scene.Split);
        var fact = scene.Latest(part, scene.Split, coarse);
        var value = supposed ?? fact?.Value;
        if (value is null or ObservedValue.Nothing or ObservedValue.NotApplicable) return null;
        if (supposed is null && HasExact(part) && HasExact(whole))
        {
            WarnIfFar(part, whole, value);
            return null;
        }

        if (scene.Explain) Use(part, fact, value.Spoken(part), value is ObservedValue.Share ? $"chỉ có tỷ lệ trên {whole.Name}" : ((Coarser.AllOrNot)part.Coarser!).Question);
        if (value is ObservedValue.Share(var percent))
        {
            (shares ??= new(1)).Add((part, percent));
            return ValueRange.Point(Exact.Percent(percent));
        }

        if (value is ObservedValue.Answer(true)) return ValueRange.Point(Exact.One);
        AddMissing(part, "");
        return new(Exact.Zero, Exact.One, HighOpen: true);
    }

    private bool HasExact(Measure measure) =>
        scene.Latest(measure, scene.Split, ValueForm.Exact) is not null
        || (measure.RollUp is not RollUp.EnteredApart && ReadRolledUp(measure) is { IsPoint: true });

    /// <summary>Both are known: the counts hold, and a percentage or an answer that does not fit them is pointed out.</summary>
    private void WarnIfFar(Measure part, Measure whole, ObservedValue value)
    {
        if (!scene.Explain) return;
        var counted = ReadOver(new Formula.Of(part), new Formula.Of(whole));
        if (counted.IsPoint && !Fits(counted.Low!.Value, value)) Notes.Add($"Đã ghi “{value.Spoken(part)}”, khác với số tính từ {part.Name} và {whole.Name}; dùng số đếm.");
    }

    private void WarnIfAnswerDiffers(Measure measure, ValueRange range)
    {
        if (measure.Coarser is not Coarser.AtLeastOrNone(var question, var least) || !range.IsPoint) return;
        if (scene.Latest(measure, scene.Split, ValueForm.Answer)?.Value is ObservedValue.Answer(var yes) && yes != range.Low >= Exact.From(least))
        {
            Notes.Add($"Đã ghi “{(yes ? "có" : "không")}” ({question}), khác với số đếm; dùng số đếm.");
        }
    }

    /// <summary>Whether a share as written could be this one, rounded either way.</summary>
    private static bool Fits(Exact counted, ObservedValue value)
    {
        if (value is ObservedValue.Answer(var all)) return all == (counted == Exact.One);
        if (value is not ObservedValue.Share(var percent)) return true;
        var step = Exact.From(new decimal(1, 0, 0, false, (byte)((decimal.GetBits(percent)[3] >> 16) & 0xFF)));
        var apart = (counted * Exact.From(100)) - Exact.From(percent);
        return apart < step && -apart < step;
    }

    /// <summary>A count outside a ratio of its own whole, known only coarsely.</summary>
    private ValueRange? ReadCoarseAlone(Measure measure)
    {
        var fact = scene.Latest(measure, scene.Split, ValueForm.Answer);
        switch (measure.Coarser, fact?.Value)
        {
            case (Coarser.AtLeastOrNone(var question, var least), ObservedValue.Answer(var yes)):
                Use(measure, fact, fact!.Value.Spoken(measure), question);
                if (yes || least > 1) AddMissing(measure, "");
                return yes ? new(Exact.From(least), Ceiling(measure)) : new(Exact.Zero, Exact.From(least) - measure.Step);
            case (Coarser.AllOrNot(var question), ObservedValue.Answer(var yes)) when Ceiling(measure) is { } whole:
                Use(measure, fact, fact!.Value.Spoken(measure), question);
                if (!yes) AddMissing(measure, "");
                return yes ? ValueRange.Point(whole) : new(Exact.Zero, whole, HighOpen: true);
            case (Coarser.ShareOf(var name), _): return ReadFromShare(measure, name);
            default:
                return null;
        }
    }

    /// <summary>A count estimated from the percentage known of it.</summary>
    private ValueRange? ReadFromShare(Measure measure, string wholeName)
    {
        var fact = scene.Latest(measure, scene.Split, ValueForm.Share);
        if ((scene.Supposed?.Find(measure, scene.Split) ?? fact?.Value) is not ObservedValue.Share(var percent)) return null;
        if (scene.Library.Measures.Find(wholeName) is not { } whole || ReadMeasure(whole) is not { IsPoint: true } total) return null;
        if (scene.Explain) Use(measure, fact, new ObservedValue.Share(percent).Spoken(measure), $"ước tính từ tỷ lệ trên {wholeName}");
        (shares ??= new(1)).Add((measure, percent));
        return ValueRange.Point(Exact.Percent(percent) * total.Low!.Value);
    }
}
