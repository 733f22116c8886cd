using KieuMau.Web.Features.Mail;
using Microsoft.Extensions.Configuration;

namespace KieuMau.Web.Tests.Features.Mail;

public sealed class MailSettingsTests
{
    [Theory]
    [InlineData("", "", "Chưa đặt máy chủ thư (Mail:Host).")]
    [InlineData("Mail:Tls", "ssl", "Mail:Tls phải là none, starttls hoặc tls.")]
    [InlineData("Mail:Port", "65536", "Mail:Port phải là số cổng, từ 1 đến 65535.")]
    [InlineData("Mail:DigestHour", "24", "Mail:DigestHour phải là giờ trong ngày, từ 0 đến 23.")]
    [InlineData("Mail:From", "xa", "Mail:From phải là một địa chỉ thư, ví dụ kieumau@xa.gov.vn.")]
    [InlineData("Mail:BaseAddress", "km", "Mail:BaseAddress phải là địa chỉ của trang, ví dụ https://kieumau.xa.gov.vn.")]
    [InlineData("Mail:User", "ai", "Không gửi mật khẩu thư trên đường không mã hóa: đặt Mail:Tls là starttls hoặc tls.")]
    public void What_is_wrong_with_the_configuration_is_said_in_a_sentence(string key, string value, string problem) =>
        Assert.Equal(problem, MailSettings.Of(Configuration(("Mail:Host", key.Length == 0 ? "" : "thu.xa.vn"), ("Mail:From", "kieumau@xa.vn"), ("Mail:Tls", "none"), (key.Length == 0 ? "Mail:Port" : key, key.Length == 0 ? "25" : value))).Problem);

    [Theory]
    [InlineData("can-bo@xa.vn", true)]
    [InlineData("can-bo@xa.vn, nguoi-khac@xa.vn", false)]
    [InlineData("Cán bộ <can-bo@xa.vn>", false)]
    [InlineData("can-bo@xa.vn\r\nBcc: ai@xa.vn", false)]
    [InlineData("can-bo@", false)]
    [InlineData("can-bo", false)]
    [InlineData("", false)]
    public void One_plain_address_is_taken_and_nothing_else(string text, bool taken) => Assert.Equal(taken, MailSettings.IsAddress(text));

    internal static IConfiguration Configuration(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.GroupBy(one => one.Key).Select(same => KeyValuePair.Create(same.Key, (string?)same.Last().Value))).Build();
}
