using System.Buffers.Binary;
using System.Security.Cryptography;

namespace KieuMau.Web.Features.Backups;

/// <summary>
/// Vỏ mã hóa: a head, then pieces of one size under AES-256-GCM. A piece's nonce is its number and whether it is the last,
/// the head is authenticated with every piece: nothing can be changed, moved, cut off or added unseen.
/// </summary>
internal static class SealedShape
{
    public const int Piece = 256 * 1024;
    public const int Tag = 16;
    public const int HeadLength = 4 + 4 + 4 + 16 + 16;
    public const int Rounds = 600_000;

    private const int MostRounds = 10_000_000;
    private static readonly byte[] Magic = "KMS1"u8.ToArray();

    public static byte[] Head(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> mark)
    {
        var head = new byte[HeadLength];
        Magic.CopyTo(head, 0);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), Rounds);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(8), Piece);
        salt.CopyTo(head.AsSpan(12));
        mark.CopyTo(head.AsSpan(28));
        return head;
    }

    public static bool IsSealed(ReadOnlySpan<byte> head) => head.StartsWith(Magic);

    /// <returns>Rounds of key derivation; nothing when the head is not one of ours.</returns>
    public static int? RoundsOf(ReadOnlySpan<byte> head)
    {
        var rounds = BinaryPrimitives.ReadInt32BigEndian(head[4..]);
        return IsSealed(head) && BinaryPrimitives.ReadInt32BigEndian(head[8..]) == Piece && rounds is > 0 and <= MostRounds ? rounds : null;
    }

    public static void Nonce(Span<byte> nonce, long number, bool last)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        nonce[8] = last ? (byte)1 : (byte)0;
    }
}

/// <summary>Seals what is written into it; <see cref="Finish"/> writes the last piece, without which nothing opens.</summary>
internal sealed class SealingStream : Stream
{
    private readonly Stream inner;
    private readonly AesGcm cipher;
    private readonly byte[] head;
    private readonly byte[] plain = new byte[SealedShape.Piece];
    private readonly byte[] secret = new byte[SealedShape.Piece + SealedShape.Tag];
    private int filled;
    private long number;
    private long written;

    public SealingStream(Stream inner, BackupKey key)
    {
        this.inner = inner;
        var salt = RandomNumberGenerator.GetBytes(16);
        var (secretKey, mark) = key.Derive(salt, SealedShape.Rounds);
        cipher = new(secretKey, SealedShape.Tag);
        head = SealedShape.Head(salt, mark);
        inner.Write(head);
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => written;
    public override long Position { get => written; set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        written += buffer.Length;
        while (buffer.Length > 0)
        {
            if (filled == plain.Length) Put(last: false); // a full piece waits: it may yet be the last
            var taken = Math.Min(buffer.Length, plain.Length - filled);
            buffer[..taken].CopyTo(plain.AsSpan(filled));
            filled += taken;
            buffer = buffer[taken..];
        }
    }

    public void Finish() => Put(last: true);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) cipher.Dispose();
        base.Dispose(disposing);
    }

    private void Put(bool last)
    {
        Span<byte> nonce = stackalloc byte[12];
        SealedShape.Nonce(nonce, number++, last);
        cipher.Encrypt(nonce, plain.AsSpan(0, filled), secret.AsSpan(0, filled), secret.AsSpan(filled, SealedShape.Tag), head);
        inner.Write(secret, 0, filled + SealedShape.Tag);
        filled = 0;
    }
}

/// <summary>Opens a sealed file at any place, piece by piece; each is proved before a byte of it is given out.</summary>
internal sealed class OpenedStream : Stream
{
    private readonly FileStream inner;
    private readonly AesGcm cipher;
    private readonly byte[] head = new byte[SealedShape.HeadLength];
    private readonly byte[] plain = new byte[SealedShape.Piece];
    private readonly byte[] secret = new byte[SealedShape.Piece + SealedShape.Tag];
    private readonly long pieces;
    private long held = -1;
    private int heldLength;

    /// <exception cref="FileRefusedException">Not ours, another key, or cut short.</exception>
    public OpenedStream(FileStream inner, BackupKey key)
    {
        this.inner = inner;
        if (inner.Length < SealedShape.HeadLength + SealedShape.Tag || inner.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || SealedShape.RoundsOf(head) is not { } rounds)
            throw Refused("Tệp này không phải bản sao lưu của Kiểu Mẫu, hoặc phần đầu tệp đã hỏng.");
        var (secretKey, mark) = key.Derive(head.AsSpan(12, 16), rounds);
        if (!CryptographicOperations.FixedTimeEquals(mark, head.AsSpan(28, 16)))
            throw Refused("Khóa không mở được bản sao lưu này: bản này làm bằng khóa khác, hoặc phần đầu tệp đã hỏng. Dùng đúng tệp khóa lúc sao lưu.");

        cipher = new(secretKey, SealedShape.Tag);
        var body = inner.Length - SealedShape.HeadLength;
        pieces = (body + secret.Length - 1) / secret.Length;
        Length = body - (pieces * SealedShape.Tag);
        Hold(pieces - 1); // a file that was cut short has no last piece
    }

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length { get; }
    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0 || Position >= Length) return 0;
        Hold(Position / SealedShape.Piece);
        var from = (int)(Position % SealedShape.Piece);
        var taken = Math.Min(buffer.Length, heldLength - from);
        plain.AsSpan(from, taken).CopyTo(buffer);
        Position += taken;
        return taken;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cipher.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Hold(long number)
    {
        if (held == number) return;
        inner.Position = SealedShape.HeadLength + (number * secret.Length);
        var length = inner.ReadAtLeast(secret, secret.Length, throwOnEndOfStream: false);
        if (length < SealedShape.Tag) throw Damaged(number);
        Span<byte> nonce = stackalloc byte[12];
        SealedShape.Nonce(nonce, number, last: number == pieces - 1);
        held = -1;
        try
        {
            cipher.Decrypt(nonce, secret.AsSpan(0, length - SealedShape.Tag), secret.AsSpan(length - SealedShape.Tag, SealedShape.Tag), plain.AsSpan(0, length - SealedShape.Tag), head);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Damaged(number);
        }

        (held, heldLength) = (number, length - SealedShape.Tag);
    }

    private FileRefusedException Damaged(long number) =>
        Refused($"Bản sao lưu hỏng ở khối {number + 1} trong {pieces} khối, hoặc tệp bị cắt cụt. Không dùng bản này; lấy bản sao lưu khác.");

    private FileRefusedException Refused(string message) => new([new(inner.Name, 0, 0, message)]);
}
