using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace KieuMau.Web.Tests.Features.Accounts;

/// <summary>Khóa bằng phần mềm: what a telephone does when a page asks it for a passkey.</summary>
internal sealed class SoftKey : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte WithKey = 0x40;

    private readonly ECDsa pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private byte[] user = [];
    private uint count;

    /// <summary>Asked for a finger before it answers; without, it is only something one has.</summary>
    public bool AsksForFinger { get; init; } = true;

    /// <summary>As the browser puts it into the form after <c>credentials.create</c>.</summary>
    public string Make(string options, string origin)
    {
        using var asked = JsonDocument.Parse(options);
        user = Base64Url.DecodeFromChars(asked.RootElement.GetProperty("user").GetProperty("id").GetString());
        var client = Client("webauthn.create", asked, origin);
        byte[] attestation = [0xa3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xa0, .. Text("authData"), .. Bytes(AuthenticatorData(asked.RootElement.GetProperty("rp").GetProperty("id").GetString()!, making: true))];
        return Credential(new { clientDataJSON = Base64Url.EncodeToString(client), attestationObject = Base64Url.EncodeToString(attestation), transports = new[] { "internal" } });
    }

    /// <summary>As the browser puts it into the form after <c>credentials.get</c>.</summary>
    public string Use(string options, string origin)
    {
        using var asked = JsonDocument.Parse(options);
        var client = Client("webauthn.get", asked, origin);
        count++;
        var data = AuthenticatorData(asked.RootElement.GetProperty("rpId").GetString()!, making: false);
        var signature = pair.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new
        {
            clientDataJSON = Base64Url.EncodeToString(client),
            authenticatorData = Base64Url.EncodeToString(data),
            signature = Base64Url.EncodeToString(signature),
            userHandle = Base64Url.EncodeToString(user),
        });
    }

    public void Dispose() => pair.Dispose();

    private string Credential(object response) => JsonSerializer.Serialize(new
    {
        id = Base64Url.EncodeToString(id),
        rawId = Base64Url.EncodeToString(id),
        type = "public-key",
        authenticatorAttachment = "platform",
        clientExtensionResults = new { },
        response,
    });

    private static byte[] Client(string type, JsonDocument asked, string origin) =>
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { type, challenge = asked.RootElement.GetProperty("challenge").GetString(), origin, crossOrigin = false }));

    private byte[] AuthenticatorData(string site, bool making)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, count);
        var flags = (byte)(Present | (AsksForFinger ? Verified : 0) | (making ? WithKey : 0));
        byte[] data = [.. SHA256.HashData(Encoding.UTF8.GetBytes(site)), flags, .. counter];
        if (!making) return data;
        var point = pair.ExportParameters(false).Q;
        byte[] key = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)]; // COSE: EC2, ES256, P-256
        return [.. data, .. new byte[16], 0x00, (byte)id.Length, .. id, .. key];
    }

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Bytes(byte[] bytes) => bytes.Length < 256 ? [0x58, (byte)bytes.Length, .. bytes] : [0x59, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
}
