using System.Globalization;
using KieuMau.Domain.Evidence;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Địa chỉ của minh chứng: always under a unit it is attached to.</summary>
public static class EvidencePaths
{
    public static string Piece(string unit, PieceOfEvidence piece) => $"/don-vi/{unit}/minh-chung/{piece.Key}";

    public static string File(string unit, PieceOfEvidence piece, EvidenceVersion version) => Of(unit, piece, version, "tep");

    public static string Picture(string unit, PieceOfEvidence piece, EvidenceVersion version, bool small) => Of(unit, piece, version, small ? "anh/nho" : "anh/lon");

    public static string Page(string unit, PieceOfEvidence piece, EvidenceVersion version, int page) => Of(unit, piece, version, string.Create(CultureInfo.InvariantCulture, $"trang/{page}"));

    private static string Of(string unit, PieceOfEvidence piece, EvidenceVersion version, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"/don-vi/{unit}/minh-chung/{piece.Key}/ban/{version.Number}/{what}");
}
