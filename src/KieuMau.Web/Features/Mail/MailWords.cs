using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Observations;

namespace KieuMau.Web.Features.Mail;

/// <summary>Lời thư: the same words as plain text and as simple HTML; no names, no pictures, nothing that reports an opening.</summary>
public sealed record MailWords(string Subject, string Text, string Html)
{
    private const string NoAnswer = "Thư này do phần mềm Kiểu Mẫu gửi; không cần trả lời.";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <param name="more">How many stand in the inbox beyond those listed.</param>
    public static MailWords OfNotices(IReadOnlyList<Notice> notices, int more, string site)
    {
        var count = NumberText.Spoken(notices.Count + more);
        var (text, html) = (new StringBuilder(), new StringBuilder());
        Line($"{count} tin mới trong hộp thư Kiểu Mẫu.");
        text.Append('\n');
        html.Append("<ul>");
        foreach (var notice in notices)
        {
            text.Append(NumberText.Vietnamese, $"- {notice.At.SpokenLocal()}: {notice.Text}\n");
            html.Append(NumberText.Vietnamese, $"<li>{Encoder.Encode(notice.At.SpokenLocal())}: ");
            if (Link(site, notice.Href) is { } link)
            {
                text.Append(NumberText.Vietnamese, $"  {link}\n");
                html.Append(NumberText.Vietnamese, $"<a href=\"{Encoder.Encode(link)}\">{Encoder.Encode(notice.Text)}</a></li>");
            }
            else
            {
                html.Append(Encoder.Encode(notice.Text)).Append("</li>");
            }
        }

        html.Append("</ul>");
        text.Append('\n');
        if (more > 0) Line($"Còn {NumberText.Spoken(more)} tin khác trong hộp thư.");
        Line(site.Length > 0 ? $"Xem tất cả và đổi cách nhận thư: {site}/hop-thu" : "Xem tất cả và đổi cách nhận thư: mở Kiểu Mẫu, mục Hộp thư.");
        Line(NoAnswer);
        return new($"Kiểu Mẫu: {count} tin mới", text.ToString(), $"<!DOCTYPE html><html lang=\"vi\"><body>{html}</body></html>");

        void Line(string said)
        {
            text.Append(said).Append('\n');
            html.Append("<p>").Append(Encoder.Encode(said)).Append("</p>");
        }
    }

    public static MailWords OfCode(string code, int minutes)
    {
        string[] lines = [$"Mã xác nhận địa chỉ thư: {code}", $"Nhập mã này ở mục Hộp thư của Kiểu Mẫu trong {minutes} phút.", "Nếu không yêu cầu mã này thì bỏ qua thư.", NoAnswer];
        return new("Kiểu Mẫu: mã xác nhận địa chỉ thư", string.Join('\n', lines) + "\n", $"<!DOCTYPE html><html lang=\"vi\"><body>{string.Concat(lines.Select(line => $"<p>{Encoder.Encode(line)}</p>"))}</body></html>");
    }

    private static string? Link(string site, string href) => site.Length > 0 && href.StartsWith('/') && !href.StartsWith("//", StringComparison.Ordinal) ? site + href : null;
}
