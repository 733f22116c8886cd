using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace KieuMau.Web.Data;

/// <summary>Chữ in one composition (NFC), so that what is stored and what is searched for are the same letters.</summary>
public sealed class ComposedText() : ValueConverter<string, string>(
    text => text.Normalize(NormalizationForm.FormC),
    text => text);

/// <summary>Instants are UTC; SQLite would otherwise give them back without saying so.</summary>
public sealed class UtcInstant() : ValueConverter<DateTime, DateTime>(
    instant => DateTime.SpecifyKind(instant, DateTimeKind.Utc),
    instant => DateTime.SpecifyKind(instant, DateTimeKind.Utc));

/// <summary>Numbers as canonical text on SQLite, which has no decimal of its own: "12.8", never 12.800000000000001.</summary>
public sealed class CanonicalNumber() : ValueConverter<decimal, string>(
    number => NumberText.Canonical(number),
    text => Read(text))
{
    /// <summary>What we wrote ourselves needs no second look at its shape.</summary>
    public static decimal Read(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"“{text}” is not a stored number.");
}
