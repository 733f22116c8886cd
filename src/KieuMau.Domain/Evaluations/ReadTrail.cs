using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>
/// Điều một dòng dựa trên: every number and every title looked at to judge it, of the unit and of those below it. It may
/// hold one that was looked at and then not taken; it never lacks one that was taken.
/// </summary>
public sealed class ReadTrail
{
    private readonly HashSet<(string, long)> numbers = [];
    private readonly List<Title> titles = [];
    private readonly List<(string Unit, Func<Title, bool> Named)> asked = [];

    /// <summary>Units and the revisions read of them, which count within the shard of the unit.</summary>
    public IReadOnlyCollection<(string Unit, long Revision)> Numbers => numbers;

    public IReadOnlyList<Title> Titles => titles;

    /// <summary>Whether a title like this one is looked for, be it there or not.</summary>
    public bool Asks(Title title) => asked.Exists(one => one.Unit == title.Unit && one.Named(title));

    internal void Read(string unit, Fact fact) => numbers.Add((unit, fact.Revision));

    internal void Ask(string unit, Func<Title, bool> named, IEnumerable<Title> found)
    {
        asked.Add((unit, named));
        titles.AddRange(found.Where(title => !titles.Contains(title)));
    }
}
