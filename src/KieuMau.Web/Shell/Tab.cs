namespace KieuMau.Web.Shell;

/// <summary>Thẻ: the main pages, in the order they stand under the bar.</summary>
public enum Tab
{
    None,
    Board,
    Commune,
    Missing,
    Entry,
    Assignments,
    Excel,
    Criteria,
    Reports,
}

/// <summary>Says under which tab a page stands.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnTabAttribute(Tab tab) : Attribute
{
    public Tab Tab { get; } = tab;
}
