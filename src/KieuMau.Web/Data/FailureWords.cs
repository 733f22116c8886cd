using System.Data.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KieuMau.Web.Data;

/// <summary>Lời cho một trục trặc: what a database, a disk or an address in use refuses, told in a sentence, never with a secret.</summary>
public static class FailureWords
{
    /// <returns>Nothing for a fault of the program itself, whose trace is wanted.</returns>
    public static string? Find(Exception error) => error switch
    {
        FileRefusedException or Hosting.BeyondLoopbackException => error.Message,
        UnauthorizedAccessException => "Chương trình không có quyền ghi vào thư mục này.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => "PostgreSQL không nhận tên hoặc mật khẩu.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => "PostgreSQL không có cơ sở dữ liệu này. Tạo cơ sở dữ liệu trống, mã hóa UTF-8, rồi làm lại.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => "PostgreSQL không cho tài khoản này làm việc đó. Cấp quyền cho tài khoản trên cơ sở dữ liệu.",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "Máy chủ PostgreSQL hết chỗ trống.",
        PostgresException refused => $"PostgreSQL từ chối (mã {refused.SqlState}): xem nhật ký của PostgreSQL.",
        NpgsqlException => "Không kết nối được PostgreSQL. Kiểm tra máy chủ, cổng, tên, mật khẩu.",
        SqliteException { SqliteErrorCode: 5 or 6 } => "Tệp cơ sở dữ liệu đang bị chương trình khác giữ. Chờ một lát rồi làm lại.",
        SqliteException { SqliteErrorCode: 11 or 26 } => "Tệp cơ sở dữ liệu hỏng hoặc không phải của chương trình này. Khôi phục từ bản sao lưu gần nhất.",
        SqliteException sqlite => $"SQLite từ chối (mã {sqlite.SqliteErrorCode}): kiểm tra tệp cơ sở dữ liệu và chỗ trống.",
        DbException => "Cơ sở dữ liệu từ chối; xem nhật ký của chương trình.",
        AddressInUseException or IOException { InnerException: AddressInUseException } => "Địa chỉ này đang có chương trình khác dùng. Chạy ở cổng khác bằng ASPNETCORE_URLS, hoặc dừng chương trình kia.",
        IOException io => $"Không đọc hoặc ghi được tệp ({io.GetType().Name}): kiểm tra chỗ trống và quyền của thư mục.",
        { InnerException: { } inner } => Find(inner),
        _ => null,
    };

    public static string Of(Exception error) => Find(error) ?? $"Chương trình gặp trục trặc ({error.GetType().Name}); xem nhật ký của chương trình.";
}
