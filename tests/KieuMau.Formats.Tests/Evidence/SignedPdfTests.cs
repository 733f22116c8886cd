using KieuMau.Domain.Evidence;
using KieuMau.Formats.Evidence;

namespace KieuMau.Formats.Tests.Evidence;

public sealed class SignedPdfTests
{
    private static readonly DateTimeOffset Morning = new(2024, 11, 5, 8, 30, 0, TimeSpan.FromHours(7));

    [Fact]
    public void A_pdf_without_a_signature_has_none() => Assert.Empty(SignedPdf.Read(SomeFiles.Pdf()));

    [Fact]
    public void A_signed_pdf_says_who_signed_and_when()
    {
        var signature = Assert.Single(SignedPdf.Read(SomeFiles.Signed(SomeFiles.Pdf(), "Nguyễn Thị Bình", Morning)));

        Assert.Equal(new("Nguyễn Thị Bình", "Nguyễn Thị Bình", Morning.UtcDateTime, SigningClock.Signer, SignedBytes.Unchanged, true), signature);
    }

    [Fact]
    public void Without_a_time_of_its_own_the_one_written_beside_it_is_said_to_be_that()
    {
        var signature = Assert.Single(SignedPdf.Read(SomeFiles.Signed(SomeFiles.Pdf(), "A", null)));

        Assert.Equal((Morning.UtcDateTime, SigningClock.Document), (signature.SignedAt, signature.Clock));
    }

    [Fact]
    public void A_changed_byte_is_noticed()
    {
        var pdf = SomeFiles.Signed(SomeFiles.Pdf("Đạt 215 hộ"), "A", Morning);
        pdf[pdf.AsSpan().IndexOf("215"u8)] = (byte)'9';

        Assert.Equal(SignedBytes.Changed, Assert.Single(SignedPdf.Read(pdf)).Bytes);
    }

    [Fact]
    public void What_is_added_behind_a_signature_is_noticed()
    {
        byte[] longer = [.. SomeFiles.Signed(SomeFiles.Pdf(), "A", Morning), .. "8 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"u8];
        var signature = Assert.Single(SignedPdf.Read(longer));

        Assert.Equal((SignedBytes.Unchanged, false), (signature.Bytes, signature.CoversWholeFile));
    }

    [Fact]
    public void An_empty_line_at_the_end_is_nothing_added() =>
        Assert.True(Assert.Single(SignedPdf.Read([.. SomeFiles.Signed(SomeFiles.Pdf(), "A", Morning), .. "\r\n"u8])).CoversWholeFile);

    [Fact]
    public void Several_signatures_stand_in_the_order_they_were_made()
    {
        var signatures = SignedPdf.Read(SomeFiles.Signed(SomeFiles.Signed(SomeFiles.Pdf(), "Công chức", Morning), "Chủ tịch", Morning.AddHours(2)));

        Assert.Equal(["Công chức", "Chủ tịch"], signatures.Select(one => one.Signer));
        Assert.Equal([false, true], signatures.Select(one => one.CoversWholeFile));
        Assert.All(signatures, one => Assert.Equal(SignedBytes.Unchanged, one.Bytes));
    }

    [Fact]
    public void Words_hidden_in_the_gap_make_a_signature_unreadable()
    {
        var pdf = SomeFiles.Signed(SomeFiles.Pdf(), "A", Morning);
        pdf[pdf.AsSpan().LastIndexOf("0000>"u8)] = (byte)'(';

        Assert.Equal(SignedBytes.Unreadable, Assert.Single(SignedPdf.Read(pdf)).Bytes);
    }

    [Theory]
    [InlineData("/ByteRange [0 99999999 5 5]")]
    [InlineData("/ByteRange [5 1 9 1]")]
    [InlineData("/ByteRange [0 0 0 0]")]
    public void A_range_that_does_not_fit_is_unreadable(string range) =>
        Assert.Equal(SignedBytes.Unreadable, Assert.Single(SignedPdf.Read([.. SomeFiles.Pdf(), .. System.Text.Encoding.ASCII.GetBytes(range)])).Bytes);
}
