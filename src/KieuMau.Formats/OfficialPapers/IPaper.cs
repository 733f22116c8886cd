namespace KieuMau.Formats.OfficialPapers;

/// <summary>Văn bản hành chính, as its content is told to it: once for Word, once for the screen.</summary>
public interface IPaper
{
    void Head(PaperHead head);

    /// <summary>A line that must not be overlooked: "Số liệu minh họa".</summary>
    void Notice(string text);

    /// <summary>Tên loại và trích yếu.</summary>
    void Name(string kind, string subject);

    void AddressedTo(string text);

    /// <summary>Căn cứ.</summary>
    void Basis(string text);

    void Section(string text);

    void Subsection(string text);

    void Text(string text);

    /// <summary>The last paragraph, which stays with the signature.</summary>
    void LastText(string text);

    void Table(PaperTable table);

    void Close(PaperClosing closing);
}

/// <summary>One part of a paper, in its order.</summary>
public abstract record PaperPart
{
    private PaperPart() { } // the family is closed: every case is below

    public sealed record Head(PaperHead Of) : PaperPart;

    public sealed record Notice(string Words) : PaperPart;

    public sealed record Name(string Kind, string Subject) : PaperPart;

    public sealed record AddressedTo(string Words) : PaperPart;

    public sealed record Basis(string Words) : PaperPart;

    public sealed record Section(string Words) : PaperPart;

    public sealed record Subsection(string Words) : PaperPart;

    public sealed record Paragraph(string Words) : PaperPart;

    public sealed record Table(PaperTable Of) : PaperPart;

    public sealed record Closing(PaperClosing Of) : PaperPart;
}

/// <summary>Bản xem trước: keeps the parts of a paper instead of writing a file.</summary>
public sealed class PaperPreview : IPaper
{
    private readonly List<PaperPart> parts = [];

    public IReadOnlyList<PaperPart> Parts => parts;

    public void Head(PaperHead head) => parts.Add(new PaperPart.Head(head));

    public void Notice(string text) => parts.Add(new PaperPart.Notice(text));

    public void Name(string kind, string subject) => parts.Add(new PaperPart.Name(kind, subject));

    public void AddressedTo(string text) => parts.Add(new PaperPart.AddressedTo(text));

    public void Basis(string text) => parts.Add(new PaperPart.Basis(text));

    public void Section(string text) => parts.Add(new PaperPart.Section(text));

    public void Subsection(string text) => parts.Add(new PaperPart.Subsection(text));

    public void Text(string text) => parts.Add(new PaperPart.Paragraph(text));

    public void LastText(string text) => parts.Add(new PaperPart.Paragraph(text));

    public void Table(PaperTable table) => parts.Add(new PaperPart.Table(table));

    public void Close(PaperClosing closing) => parts.Add(new PaperPart.Closing(closing));
}
