namespace KieuMau.Domain.Notices;

/// <summary>Thư đang ở đâu. A message moves down this list; only "chờ gửi" and "đang nối" may go back to "chờ gửi" by themselves.</summary>
public enum MailState
{
    /// <summary>Chờ gửi.</summary>
    Waiting,

    /// <summary>Đang nối: one sender holds it, the server has not been given it yet.</summary>
    Claimed,

    /// <summary>Đang trao: written before the server is given it. What is found here later may have arrived.</summary>
    Handed,

    /// <summary>Đã gửi: the server said it took it.</summary>
    Sent,

    /// <summary>Chưa rõ: the server may have taken it. Never sent again by itself.</summary>
    Doubtful,

    /// <summary>Đã bỏ, by an administrator or because a newer one took its place.</summary>
    GivenUp,
}

/// <summary>Muốn nhận thư thế nào.</summary>
public enum MailWish
{
    /// <summary>Mỗi ngày một thư.</summary>
    Daily,

    /// <summary>Ngay khi có tin.</summary>
    AtOnce,

    /// <summary>Không gửi thư.</summary>
    None,
}
