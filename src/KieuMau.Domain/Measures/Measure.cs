namespace KieuMau.Domain.Measures;

public enum MeasureKind
{
    /// <summary>Số đếm.</summary>
    Count,

    /// <summary>Đại lượng: km, tấn, triệu đồng/người/năm…</summary>
    Quantity,

    /// <summary>Tiền, in whole đồng.</summary>
    Money,

    /// <summary>Tỷ lệ, in percent.</summary>
    Percentage,

    /// <summary>Có/không.</summary>
    YesNo,

    /// <summary>Mức trên một thang.</summary>
    Level,

    /// <summary>Tập chọn từ một danh sách.</summary>
    Choices,

    /// <summary>Nhận định, with facets each answered yes or no.</summary>
    Statement,
}

public enum MeasureTime
{
    /// <summary>Thời điểm: true at a date.</summary>
    State,

    /// <summary>Trong kỳ: a sum over the period.</summary>
    Flow,
}

public enum GoodDirection
{
    None,
    Up,
    Down,
}

/// <summary>Lên cấp trên: how a value of the units below becomes the value of the unit above.</summary>
public abstract record RollUp
{
    private RollUp() { }

    public sealed record EnteredApart : RollUp;

    public sealed record Sum : RollUp;

    public sealed record AverageBy(string MeasureName) : RollUp;
}

/// <summary>Hoặc chỉ có: the coarser way an office may know a measure; used only when the parts are missing, and marked.</summary>
public abstract record Coarser
{
    private Coarser() { }

    /// <summary>Only the percentage of a whole is known.</summary>
    public sealed record ShareOf(string WholeName) : Coarser;

    /// <summary>Only "all of them" or "not all" is known.</summary>
    public sealed record AllOrNot(string Question) : Coarser;

    /// <summary>Only "at least so many" or "none" is known.</summary>
    public sealed record AtLeastOrNone(string Question, decimal Least) : Coarser;

    /// <summary>Of levels asked of each item, only the lowest is known.</summary>
    public sealed record Lowest : Coarser;
}

/// <summary>A split a measure may be entered by: giới tính (nam, nữ), lý do được trừ…</summary>
public sealed record Split(string Name, IReadOnlyList<string> Parts, bool Overlapping);

/// <summary>Kiểm tra: a relation that should hold between measures of one unit and period.</summary>
public sealed record CrossCheck(Formula Left, Comparison Comparison, Formula Right, string Text);

public enum Comparison
{
    AtLeast,
    AtMost,
    LessThan,
    MoreThan,
    Equal,
}

/// <summary>
/// Số đo: a named input from one dictionary for all criteria sets. Rules are written over measures, so a number is
/// entered once and every set that names it reads the same one.
/// </summary>
public sealed class Measure
{
    /// <summary>Never changed: the key in databases, files and addresses.</summary>
    public required string Code { get; init; }

    /// <summary>Unique Vietnamese name, as formulas write it.</summary>
    public required string Name { get; init; }

    public required MeasureKind Kind { get; init; }

    /// <summary>Đơn vị: "hộ", "km"; empty for kinds without a number.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Cấp: codes of the unit levels at which it is entered; empty means every level.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    public MeasureTime Time { get; init; }
    public PeriodKind Period { get; init; } = PeriodKind.Year;
    public RollUp RollUp { get; init; } = new RollUp.EnteredApart();
    public GoodDirection Wanted { get; init; }

    /// <summary>Không là đòn bẩy: an exclusion or a count nobody may be told to change.</summary>
    public bool NeverLever { get; init; }

    /// <summary>Số lẻ: how many decimals it is counted in; the step of its gap is one unit of the last.</summary>
    public int Decimals { get; init; }

    /// <summary>Thang, low to high.</summary>
    public IReadOnlyList<string> Scale { get; init; } = [];

    /// <summary>Mục: the things of which a level is asked, each.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Danh sách of a set of choices.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Mở: further choices may be named.</summary>
    public bool OptionsOpen { get; init; }

    /// <summary>Mặt of a judged statement.</summary>
    public IReadOnlyList<string> Facets { get; init; } = [];

    public Coarser? Coarser { get; init; }
    public Split? Split { get; init; }

    /// <summary>Names offices use for it in their own workbooks.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>Abbreviations of the words of its scale or list: HTXSNV.</summary>
    public IReadOnlyDictionary<string, string> Abbreviations { get; init; } = new Dictionary<string, string>();

    public bool HasValidity { get; init; }
    public string CountedWhen { get; init; } = "";
    public string FromRegister { get; init; } = "";
    public string Guidance { get; init; } = "";
    public string Group { get; init; } = "";
    public string Note { get; init; } = "";

    /// <summary>Không quá: a part is never larger than its whole. Set once, while the dictionary is read.</summary>
    public Formula? AtMost { get; private set; }

    public IReadOnlyList<CrossCheck> Checks { get; private set; } = [];

    /// <summary>Position in its dictionary: facts of one unit are kept in an array by it.</summary>
    public int Ordinal { get; internal set; }

    public bool IsNumber => Kind is MeasureKind.Count or MeasureKind.Quantity or MeasureKind.Money or MeasureKind.Percentage;

    /// <summary>Whether a gap may ask for a change of it.</summary>
    public bool IsLever => Wanted != GoodDirection.None && !NeverLever;

    /// <summary>The smallest change that counts: one household, 0,01 km, 0,1 percentage point.</summary>
    public Exact Step => Exact.From(new decimal(1, 0, 0, false, (byte)Decimals));

    public bool EnteredAt(string level) => Levels.Count == 0 || Levels.Contains(level);

    public void Bound(Formula? atMost, IReadOnlyList<CrossCheck> checks)
    {
        AtMost = atMost;
        Checks = checks;
    }

    public override string ToString() => Code;
}
