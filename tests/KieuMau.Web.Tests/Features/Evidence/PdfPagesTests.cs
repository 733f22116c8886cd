using System.Text;
using KieuMau.Web.Tests.Data;

namespace KieuMau.Web.Tests.Features.Evidence;

public sealed class PdfPagesTests
{
    private static byte[] Pages(int count)
    {
        var kids = string.Join(' ', Enumerable.Range(3, count).Select(number => $"{number} 0 R"));
        var pages = string.Concat(Enumerable.Range(3, count).Select(number => $"{number} 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>\nendobj\n"));
        return Encoding.ASCII.GetBytes($"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[{kids}]/Count {count}>>\nendobj\n{pages}trailer\n<</Root 1 0 R/Size {count + 3}>>\nstartxref\n0\n%%EOF\n");
    }

    [Fact]
    public async Task The_first_pages_of_a_pdf_become_pictures()
    {
        await using var office = await EvidenceOffice.Open(On.Sqlite);
        var hash = (await office.Attach(Pages(6))).Pieces[0].Current.Hash;
        using var pages = EvidenceOffice.Pages(office.Store);

        Assert.Equal(4, await pages.Count(hash, default));
        Assert.All(Enumerable.Range(1, 4), page => Assert.True(File.ReadAllBytes(pages.Find(hash, page)!).AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8])));
        Assert.Null(pages.Find(hash, 5));
    }

    [Fact]
    public async Task A_pdf_that_cannot_be_drawn_is_tried_once_and_only_downloaded()
    {
        await using var office = await EvidenceOffice.Open(On.Sqlite);
        var hash = (await office.Attach(EvidenceOffice.Pdf("không có trang"))).Pieces[0].Current.Hash;
        using var pages = EvidenceOffice.Pages(office.Store);
        Assert.Equal(0, await pages.Count(hash, default));

        File.Delete(office.Store.Find(hash)!);
        Assert.Equal(0, await pages.Count(hash, default));
    }

    [Fact]
    public async Task Where_pdftoppm_is_not_installed_nothing_is_drawn_and_nothing_is_remembered()
    {
        await using var office = await EvidenceOffice.Open(On.Sqlite);
        var hash = (await office.Attach(Pages(1))).Pieces[0].Current.Hash;
        using (var without = EvidenceOffice.Pages(office.Store, "/khong/co/pdftoppm"))
        {
            Assert.False(without.CanDraw);
            Assert.Equal(0, await without.Count(hash, default));
        }

        using var with = EvidenceOffice.Pages(office.Store);
        Assert.Equal(1, await with.Count(hash, default));
    }

    [Fact]
    public async Task A_drawing_program_that_does_not_end_well_gives_no_pages()
    {
        await using var office = await EvidenceOffice.Open(On.Sqlite);
        var hash = (await office.Attach(Pages(1))).Pieces[0].Current.Hash;
        using var pages = EvidenceOffice.Pages(office.Store, "/bin/false");

        Assert.Equal(0, await pages.Count(hash, default));
    }
}
