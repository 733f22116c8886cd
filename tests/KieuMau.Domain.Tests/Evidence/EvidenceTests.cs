using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evidence;

namespace KieuMau.Domain.Tests.Evidence;

public sealed class EvidenceTests
{
    private const string Khu = "xa.khu-1";
    private static readonly Period Year = Period.OfYear(2024);

    private static Indicator Line(params string[] papers) =>
        new("1.1", "Đường trục xóm", new Requirement.Ref("x"), new("01/QĐ", Status: SourceStatus.Confirmed)) { Evidence = papers };

    private static PieceOfEvidence Piece(int id, params EvidencePlace[] places) => new(
        1,
        id,
        $"Tệp {id}",
        [new(1, new('a', 64), 10, EvidenceKind.Pdf, "a.pdf", "Người thử", default, "")],
        [.. places.Select((place, i) => new EvidenceLink(1, i + 1, place, null, "Người thử", default))]);

    private static EvidencePlace OnLine(string paper = "", Period? period = null) => new(Khu, period ?? Year, "bo", "1.1", paper);

    private static LineEvidence Held(Indicator line, params PieceOfEvidence[] pieces) => LineEvidence.Of(line, "bo", Khu, Year, ["ho"], pieces);

    [Fact]
    public void A_line_is_complete_when_every_paper_it_names_is_there()
    {
        var line = Line("Danh mục tuyến", "Biên bản");

        Assert.Equal("chưa có, cần 2 giấy tờ", Held(line).Spoken());
        Assert.Equal((Completeness.Partial, "1/2 giấy tờ"), (Held(line, Piece(1, OnLine("Biên bản"))).Completeness, Held(line, Piece(1, OnLine("Biên bản"))).Spoken()));
        Assert.Equal("đủ 2 giấy tờ", Held(line, Piece(1, OnLine("Biên bản")), Piece(2, OnLine("Danh mục tuyến"))).Spoken());
    }

    [Fact]
    public void One_piece_may_stand_for_several_papers() =>
        Assert.Equal(Completeness.Complete, Held(Line("Danh mục tuyến", "Biên bản"), Piece(1, OnLine("Biên bản"), OnLine("Danh mục tuyến"))).Completeness);

    [Fact]
    public void A_file_that_is_none_of_the_named_papers_does_not_make_a_line_complete() =>
        Assert.Equal((Completeness.Partial, 1), (Held(Line("Biên bản"), Piece(1, OnLine())).Completeness, Held(Line("Biên bản"), Piece(1, OnLine())).Others.Count));

    [Fact]
    public void A_line_that_names_no_paper_is_complete_with_any_also_behind_a_number_it_reads()
    {
        Assert.Equal(Completeness.Missing, Held(Line()).Completeness);
        Assert.Equal("có 1 tệp", Held(Line(), Piece(1, OnLine())).Spoken());
        Assert.Equal(Completeness.Complete, Held(Line(), Piece(1, new EvidencePlace(Khu, Year, Measure: "ho"))).Completeness);
        Assert.Equal(Completeness.Missing, Held(Line(), Piece(1, new EvidencePlace(Khu, Year, Measure: "camera"))).Completeness);
    }

    [Theory]
    [InlineData("2024", true)]
    [InlineData("2024-Q4", true)]
    [InlineData("2023", false)]
    [InlineData("2023-Q4", false)]
    [InlineData("2025-01", false)]
    public void A_piece_serves_the_year_it_speaks_for_and_no_other(string period, bool serves) =>
        Assert.Equal(serves, Held(Line(), Piece(1, OnLine(period: Period.Parse(period)))).Any);

    [Fact]
    public void A_piece_without_a_period_serves_every_year() =>
        Assert.True(Held(Line(), Piece(1, new EvidencePlace(Khu, null, "bo", "1.1"))).Any);

    [Fact]
    public void Another_unit_another_set_and_a_removed_link_do_not_count()
    {
        var piece = Piece(1, OnLine());
        var gone = new Removal("Người thử", default, "nhầm");

        Assert.False(Held(Line(), Piece(1, OnLine() with { Unit = "xa.khu-2" })).Any);
        Assert.False(Held(Line(), Piece(1, OnLine() with { Set = "bo-khac" })).Any);
        Assert.False(Held(Line(), piece with { Links = [piece.Links[0] with { Removed = gone }] }).Any);
        Assert.False(Held(Line(), piece with { Removed = gone }).Any);
    }

    [Theory]
    [InlineData("2024-12-30", "trước hạn 1 ngày")]
    [InlineData("2024-12-31", "đúng hạn")]
    [InlineData("2025-01-01", "sau hạn 1 ngày")]
    public void A_signature_is_held_against_the_due_day(string day, string said) =>
        Assert.Equal(said, Signed(DateTime.Parse(day + "T05:00:00Z", null, System.Globalization.DateTimeStyles.AdjustToUniversal)).Against(new(2024, 12, 31)));

    [Fact]
    public void The_day_of_signing_is_the_day_in_viet_nam() =>
        Assert.Equal(new DateOnly(2025, 1, 1), Signed(new(2024, 12, 31, 17, 0, 0, DateTimeKind.Utc)).SignedOn);

    [Fact]
    public void A_signature_without_a_time_says_so() =>
        Assert.Equal("không rõ ngày ký", (Signed(default) with { SignedAt = null }).Against(new(2024, 12, 31)));

    [Fact]
    public void The_due_day_is_the_one_stated_or_the_last_of_the_period()
    {
        var link = new EvidenceLink(1, 1, OnLine(period: Period.Parse("2024-Q1")), null, "Người thử", default);

        Assert.Equal(new DateOnly(2024, 3, 31), link.DueOrPeriodEnd);
        Assert.Equal(new DateOnly(2024, 4, 10), (link with { Due = new(2024, 4, 10) }).DueOrPeriodEnd);
    }

    [Theory]
    [InlineData("Biên bản nghiệm thu.pdf", "Biên bản nghiệm thu.pdf")]
    [InlineData("anh.png", "anh.pdf")]
    [InlineData("C:\\nha\\..\\bien ban.PDF", "bien ban.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("a\r\nX: y\"<b>.pdf", "aX- y--b-.pdf")]
    [InlineData("thu\u202efdp.exe", "thufdp.pdf")]
    [InlineData("NUL.pdf", "minh-chung.pdf")]
    [InlineData("...", "minh-chung.pdf")]
    [InlineData("", "minh-chung.pdf")]
    [InlineData(null, "minh-chung.pdf")]
    public void A_name_is_made_safe_and_ends_as_its_content_does(string? given, string safe) =>
        Assert.Equal(safe, SafeFileName.Of(given, EvidenceKind.Pdf));

    [Fact]
    public void A_long_name_is_cut() => Assert.Equal(104, SafeFileName.Of(new string('a', 500), EvidenceKind.Jpeg).Length);

    [Fact]
    public void Every_kind_has_its_word_its_ending_and_its_type() => Assert.All(Enum.GetValues<EvidenceKind>(), kind =>
    {
        Assert.NotEmpty(kind.Spoken());
        Assert.StartsWith(".", kind.Extension, StringComparison.Ordinal);
        Assert.Contains('/', kind.ContentType);
    });

    [Theory]
    [InlineData(900, "900\u00a0byte")]
    [InlineData(1024, "1\u00a0KB")]
    [InlineData(3_355_443, "3,2\u00a0MB")]
    public void A_size_is_said_as_people_read_it(long bytes, string said) => Assert.Equal(said, EvidenceLimits.SpokenSize(bytes));

    private static PaperSignature Signed(DateTime at) => new("Nguyễn Văn A", "CA", at, SigningClock.Signer, SignedBytes.Unchanged, true);
}
