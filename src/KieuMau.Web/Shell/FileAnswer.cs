namespace KieuMau.Web.Shell;

/// <summary>Tệp tải về: written whole before it is sent, so that what fails on the way is an error and not half a file.</summary>
public static class FileAnswer
{
    public static IResult Of(Action<Stream> write, string type, string name)
    {
        var stream = new MemoryStream();
        write(stream);
        stream.Position = 0;
        return Results.File(stream, type, name);
    }
}
