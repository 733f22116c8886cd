using KieuMau.Web.Data;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Evidence.Files;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace KieuMau.Web.Tests.Features.Evidence;

public sealed class FileStoreTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kieumau_kho");

    private FileStore Store => new(new DataFolder(folder.FullName));

    private string[] Arriving => Directory.GetFiles(Path.Combine(Store.Root, "dang-nhan"));

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_is_kept_under_the_hash_of_its_bytes()
    {
        using var arrival = await Store.Receive(new MemoryStream("abc"u8.ToArray()), 10, default);
        Store.Keep(arrival);

        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", arrival.Hash);
        Assert.Equal("abc", await File.ReadAllTextAsync(Store.Find(arrival.Hash)!));
        Assert.Empty(Arriving);
    }

    [Fact]
    public async Task Bytes_altered_on_the_disk_are_mended_by_sending_the_file_again()
    {
        using (var first = await Store.Receive(new MemoryStream("abc"u8.ToArray()), 10, default)) Store.Keep(first);
        var path = Store.All().Single().Path;
        await File.WriteAllTextAsync(path, "abd");
        using var again = await Store.Receive(new MemoryStream("abc"u8.ToArray()), 10, default);
        Store.Keep(again);

        Assert.Equal("abc", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task The_same_bytes_are_kept_once()
    {
        for (var time = 0; time < 2; time++)
        {
            using var arrival = await Store.Receive(new MemoryStream("abc"u8.ToArray()), 10, default);
            Store.Keep(arrival);
        }

        Assert.Single(Store.All());
        Assert.Empty(Arriving);
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public async Task A_file_of_exactly_the_limit_is_taken(int length, bool tooLarge)
    {
        using var arrival = await Store.Receive(new MemoryStream(new byte[length]), 10, default);
        Assert.Equal(tooLarge, arrival.TooLarge);
    }

    [Fact]
    public async Task What_is_not_kept_is_gone()
    {
        (await Store.Receive(new MemoryStream("abc"u8.ToArray()), 10, default)).Dispose();
        Assert.Empty(Arriving);
        Assert.Empty(Store.All());
    }

    [Fact]
    public async Task A_line_that_breaks_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => Store.Receive(new BrokenStream(new byte[100_000]), 1_000_000, default));
        Assert.Empty(Arriving);
    }

    [Fact]
    public async Task Left_overs_are_swept_out_and_what_is_still_arriving_is_not()
    {
        using var left = await Store.Receive(new MemoryStream("abc"u8.ToArray()), 10, default);
        using var gate = new SemaphoreSlim(0);
        await using var slow = new SlowStream(gate);
        var arriving = Store.Receive(slow, 10, default);

        Assert.Equal(1, Store.Sweep());
        Assert.Single(Arriving);
        gate.Release();
        (await arriving).Dispose();
        Assert.Empty(Arriving);
    }

    [Theory]
    [InlineData("../../kieumau.db")]
    [InlineData("ABCDEF")]
    public void A_name_that_is_no_hash_names_nothing(string name) => Assert.Null(Store.Find(name));

    [Theory]
    [InlineData("minh-chung/ba/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", true)]
    [InlineData("minh-chung/hinh/ba/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad-240.jpg", false)]
    [InlineData("minh-chung/dang-nhan/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", false)]
    [InlineData("nhap-do/ba/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", false)]
    public void Only_what_is_kept_under_its_hash_has_one_to_be_held_against(string path, bool kept) => Assert.Equal(kept, FileStore.HashIn(path) is not null);

    [Fact]
    public async Task A_form_cut_off_in_the_middle_of_a_file_leaves_nothing()
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = "multipart/form-data; boundary=xx";
        http.Request.Body = new BrokenStream([.. "--xx\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"a.pdf\"\r\n\r\n"u8, .. new byte[200_000]]);

        await Assert.ThrowsAnyAsync<IOException>(() => SentForm.Read(http, Store, new Trusting()));
        Assert.Empty(Arriving);
    }

    [Fact]
    public async Task A_form_that_ends_before_its_last_line_leaves_nothing()
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = "multipart/form-data; boundary=xx";
        http.Request.Body = new MemoryStream([.. "--xx\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"a.pdf\"\r\n\r\n"u8, .. new byte[200_000]]);

        await Assert.ThrowsAnyAsync<IOException>(() => SentForm.Read(http, Store, new Trusting()));
        Assert.Empty(Arriving);
    }

    [Fact]
    public async Task A_form_that_is_not_ours_is_not_read_to_its_file()
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = "multipart/form-data; boundary=xx";
        http.Request.Body = new MemoryStream("--xx\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"a.pdf\"\r\n\r\nabc\r\n--xx--\r\n"u8.ToArray());

        Assert.Null(await SentForm.Read(http, Store, new Trusting(no: true)));
        Assert.False(Directory.Exists(Path.Combine(Store.Root, "dang-nhan")));
    }

    private sealed class Trusting(bool no = false) : IAntiforgery
    {
        public Task<bool> IsRequestValidAsync(HttpContext httpContext) => Task.FromResult(!no);

        public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => throw new NotSupportedException();

        public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => throw new NotSupportedException();

        public void SetCookieTokenAndHeader(HttpContext httpContext) => throw new NotSupportedException();

        public Task ValidateRequestAsync(HttpContext httpContext) => throw new NotSupportedException();
    }

    /// <summary>Gives what it has, then breaks.</summary>
    private sealed class BrokenStream(byte[] content) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var count ? count : throw new IOException("đứt");
    }

    /// <summary>Gives nothing until it is let go.</summary>
    private sealed class SlowStream(SemaphoreSlim gate) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await gate.WaitAsync(cancellationToken);
            return 0;
        }
    }
}
