using System.Globalization;
using System.Text.Json.Nodes;

namespace Autoscaler.Documents.Writing;

/// <summary>Numbers as a document writes them: the fewest digits that read back as the same number.</summary>
internal static class DocumentNumber
{
    public static JsonValue Of(double number) => JsonValue.Create(number);

    public static JsonValue Of(UsdPerHour price) => Of(price.Value);

    /// <summary>Decimal gigabytes, to the byte.</summary>
    public static JsonValue Gigabytes(ByteCount size) => Of(size.Value / (decimal)ByteCount.BytesPerGigabyte);

    // A decimal remembers zeros at its end; they say nothing.
    private static JsonValue Of(decimal number) =>
        JsonValue.Create(decimal.Parse(number.ToString("0.############################", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
