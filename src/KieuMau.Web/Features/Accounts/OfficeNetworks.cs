using System.Net;

namespace KieuMau.Web.Features.Accounts;

/// <summary>
/// Mạng cơ quan: whoever comes from outside it comes from the Internet and needs a second factor (T04). Without a word in
/// <c>KIEUMAU_OFFICE_NETWORKS</c> these are the addresses that no router carries over the Internet.
/// </summary>
public sealed class OfficeNetworks(IReadOnlyList<IPNetwork> networks)
{
    public const string Setting = "KIEUMAU_OFFICE_NETWORKS";

    private static readonly string[] Private = ["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "::1/128", "fc00::/7", "fe80::/10"];

    /// <exception cref="FileRefusedException">A word that is no network.</exception>
    public static OfficeNetworks Of(IConfiguration configuration)
    {
        var words = configuration[Setting]?.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new([.. (words.Length > 0 ? words : Private).Select(Read)]);
    }

    /// <summary>One without an address came over no network.</summary>
    public bool Has(IPAddress? address) =>
        address is null || (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address) is var plain && networks.Any(network => network.Contains(plain));

    public override string ToString() => string.Join(", ", networks);

    private static IPNetwork Read(string word) =>
        IPNetwork.TryParse(word.Contains('/') ? word : $"{word}/{(word.Contains(':') ? 128 : 32)}", out var network)
            ? network
            : throw new FileRefusedException([new(Setting, 0, 0, $"“{word}” không phải một mạng. Viết dạng 192.168.1.0/24, nhiều mạng cách nhau bằng dấu phẩy.")]);
}
