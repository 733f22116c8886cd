using KieuMau.Domain.Assignments;
using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Domain.Tests.Assignments;

public sealed class AssignmentBookTests
{
    private const string Set = "bo-khu";
    private static readonly DateOnly First = new(2024, 2, 1);
    private static readonly DateOnly Last = new(2024, 6, 30);
    private static readonly Assignee Police = new(1, "Công an xã", null, "", null);
    private static readonly Assignee Health = new(2, "Trạm y tế", null, "", null);
    private static readonly AssignedLine Line = new(Set, "5.1");
    private static readonly AssignedLine Criterion = new(Set, "5", OfCriterion: true);

    [Fact]
    public void A_line_has_its_lead_on_the_first_and_the_last_day_and_not_beside_them()
    {
        var book = new AssignmentBook([Lead(1, Line, Police, Last)]);

        Assert.Null(LeadOn(book, First.AddDays(-1)));
        Assert.Equal(Police, LeadOn(book, First));
        Assert.Equal(Police, LeadOn(book, Last));
        Assert.Null(LeadOn(book, Last.AddDays(1)));
    }

    [Fact]
    public void The_lead_of_a_line_beats_that_of_its_criterion_whatever_order_they_came_in()
    {
        Assert.Equal(Health, LeadOn(new([Lead(1, Criterion, Police), Lead(2, Line, Health)]), First));
        Assert.Equal(Health, LeadOn(new([Lead(2, Line, Health), Lead(1, Criterion, Police)]), First));
        Assert.Equal(Police, LeadOn(new([Lead(1, Criterion, Police)]), First));
    }

    [Fact]
    public void A_lead_for_one_khu_beats_that_for_every_khu_there_alone()
    {
        var book = new AssignmentBook([Lead(1, Line, Police), Lead(2, Line, Health) with { Unit = "khu-2" }]);

        Assert.Equal(Police, LeadOn(book, First));
        Assert.Equal(Health, book.LeadOf(Set, "5", "5.1", "khu-2", First)?.Who);
    }

    [Fact]
    public void The_lead_of_a_line_for_every_khu_beats_that_of_its_criterion_for_one_khu()
    {
        var book = new AssignmentBook([Lead(1, Line, Police), Lead(2, Criterion, Health) with { Unit = "khu-1" }]);

        Assert.Equal(Police, LeadOn(book, First));
    }

    [Fact]
    public void A_second_lead_on_any_common_day_is_refused_by_naming_the_first()
    {
        var book = new AssignmentBook([Lead(1, Line, Police, Last)]);
        var refusal = book.Refuse(Lead(0, Line, Health) with { Term = new(Last) });

        Assert.Equal("assignments.has-lead", refusal?.Code);
        Assert.Contains("Chỉ tiêu 5.1: Công an xã đang phụ trách từ 01/02/2024 đến 30/06/2024.", refusal!.Text, StringComparison.Ordinal);
        Assert.Null(book.Refuse(Lead(0, Line, Health) with { Term = new(Last.AddDays(1)) }));
        Assert.Null(book.Refuse(Lead(0, Line, Health) with { Term = new(new(2023, 1, 1), First.AddDays(-1)) }));
        Assert.NotNull(book.Refuse(Lead(0, Line, Health) with { Term = new(new(2023, 1, 1), First) }));
    }

    [Fact]
    public void Criterion_line_and_khu_each_have_a_lead_of_their_own()
    {
        var book = new AssignmentBook([Lead(1, Line, Police)]);

        Assert.Null(book.Refuse(Lead(0, Criterion, Health)));
        Assert.Null(book.Refuse(Lead(0, new(Set, "5"), Health))); // a line that happens to be numbered like a criterion
        Assert.Null(book.Refuse(Lead(0, Line, Health) with { Unit = "khu-2" }));
    }

    [Fact]
    public void Any_number_work_together_but_nobody_twice()
    {
        var book = new AssignmentBook([Lead(1, Line, Police), Together(2, Line, Health)]);

        Assert.Null(book.Refuse(Together(0, Line, new(3, "Tư pháp", null, "", null))));
        Assert.Equal("assignments.twice", book.Refuse(Together(0, Line, Health))?.Code);
        Assert.Equal("assignments.twice", book.Refuse(Together(0, Line, Police))?.Code);
    }

    [Fact]
    public void Those_who_work_on_a_criterion_work_on_each_of_its_lines_and_its_lead_is_not_named_again()
    {
        var book = new AssignmentBook([Lead(1, Line, Police), Together(2, Criterion, Police), Together(3, Criterion, Health)]);

        Assert.Equal([Health], book.CoWorkersOf(Set, "5", "5.1", "khu-1", First).Select(one => one.Who));
    }

    [Fact]
    public void What_goes_through_a_membership_ends_with_it_the_same_day_and_its_history_stays()
    {
        var member = Police with { Membership = 7 };
        var book = new AssignmentBook([Lead(1, Line, member), Lead(2, new(Set, "5.2"), Police), Lead(3, new(Set, "5.3"), member, First.AddDays(1))]);
        var ended = book.EndedWith(7, Last);

        Assert.Equal([(1, Last)], ended.Select(one => (one.Id, one.Term.To!.Value)));
        var after = new AssignmentBook(ended);
        Assert.Equal(member, LeadOn(after, Last));
        Assert.Null(LeadOn(after, Last.AddDays(1)));
    }

    [Fact]
    public void What_was_to_begin_after_its_membership_ended_never_holds_and_stands_in_nobodys_way()
    {
        var member = Police with { Membership = 7 };
        var later = Lead(1, Line, member) with { Term = new(Last.AddDays(10)) };
        var ended = new AssignmentBook([later]).EndedWith(7, Last).Single();

        Assert.True(ended.Term.Never);
        Assert.Null(LeadOn(new([ended]), Last.AddDays(10)));
        Assert.Null(LeadOn(new([ended]), Last));
        Assert.Null(new AssignmentBook([ended]).Refuse(Lead(0, Line, Health)));
    }

    [Fact]
    public void A_line_is_without_owner_while_any_unit_has_no_lead_for_it()
    {
        var set = SmallSet();
        var everywhere = new AssignmentBook([Lead(1, Line, Police)]);
        var somewhere = new AssignmentBook([Lead(1, Line, Police) with { Unit = "khu-1" }]);

        Assert.Equal(["5.2"], everywhere.Unowned(set, ["khu-1", "khu-2"], First).Select(line => line.Code));
        Assert.Equal(["5.1", "5.2"], somewhere.Unowned(set, ["khu-1", "khu-2"], First).Select(line => line.Code));
        Assert.Equal(["5.2"], somewhere.Unowned(set, ["khu-1"], First).Select(line => line.Code));
    }

    [Fact]
    public void Whoever_leads_a_criterion_does_not_hold_the_line_another_leads_in_it()
    {
        var book = new AssignmentBook([Lead(1, Criterion, Police), Lead(2, Line, Health), Together(3, new(Set, "5.2"), Health)]);

        Assert.Equal([("5.2", AssignedAs.Lead)], Held(book, Police));
        Assert.Equal([("5.1", AssignedAs.Lead), ("5.2", AssignedAs.CoWorker)], Held(book, Health));
    }

    [Fact]
    public void A_term_lies_within_another_when_each_of_its_days_does()
    {
        var year = new Term(new(2024, 1, 1), new(2024, 12, 31));

        Assert.True(year.Within(year));
        Assert.True(new Term(new(2024, 1, 1), new(2024, 12, 31)).Within(new(new(2024, 1, 1))));
        Assert.False(new Term(new(2023, 12, 31), new(2024, 12, 31)).Within(year));
        Assert.False(new Term(new(2024, 1, 1), new(2025, 1, 1)).Within(year));
        Assert.False(new Term(new(2024, 1, 1)).Within(year));
    }

    private static IEnumerable<(string, AssignedAs)> Held(AssignmentBook book, Assignee who) =>
        book.HeldBy(one => one.Same(who), SmallSet(), ["khu-1"], First).Select(held => (held.Indicator.Code, held.As));

    private static Assignee? LeadOn(AssignmentBook book, DateOnly day) => book.LeadOf(Set, "5", "5.1", "khu-1", day)?.Who;

    private static Assignment Lead(int id, AssignedLine line, Assignee who, DateOnly? to = null) => new(id, line, "", AssignedAs.Lead, who, new(First, to));

    private static Assignment Together(int id, AssignedLine line, Assignee who) => new(id, line, "", AssignedAs.CoWorker, who, new(First));

    private static CriteriaSet SmallSet()
    {
        var lines = new[] { "5.1", "5.2" }.Select(code => new Indicator(code, code, new Requirement.All([]), Source.Unknown));
        return new(Set, "Bộ thử", [new("5", "An ninh", [.. lines])]);
    }
}
