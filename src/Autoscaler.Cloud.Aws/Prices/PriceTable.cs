using System.Globalization;
using System.Text.Json;

namespace Autoscaler.Cloud.Aws.Prices;

/// <summary>Prices with their date and source, as a file holds them.</summary>
/// <param name="AsOf">The day they were gathered.</param>
/// <param name="Region">The Region that they are of.</param>
/// <param name="Source">Where they are from.</param>
/// <param name="Prices">US dollars an hour, by instance type.</param>
internal sealed record PriceTable(DateOnly AsOf, string Region, string Source, ImmutableSortedDictionary<InstanceTypeName, UsdPerHour> Prices)
{
    /// <summary>The most that is taken for a price, US dollars an hour: a price in cents would be above it.</summary>
    public const decimal MostUsdPerHour = 10_000;

    private const string BuiltInName = "Autoscaler.Cloud.Aws.Prices.prices.json";

    /// <summary>The built-in table.</summary>
    public static PriceTable BuiltIn { get; } = ReadBuiltIn();

    /// <summary>Whether a price can be one.</summary>
    public static bool IsPrice(decimal price) => price is > 0 and <= MostUsdPerHour;

    /// <summary>Reads a table; null where it has errors, all of which are then told.</summary>
    /// <param name="text">JSON, in the form of the built-in table.</param>
    /// <param name="name">What it is, for the errors.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static PriceTable? Read(string text, string name, ICollection<string> errors)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            errors.Add($"{name}: expected a JSON object; found something else ({e.Message})");
            return null;
        }

        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Object ? new Reading(name, errors).Table(document.RootElement) : Refuse();
        }

        PriceTable? Refuse()
        {
            errors.Add($"{name}: expected a JSON object; found {document.RootElement.ValueKind}");
            return null;
        }
    }

    private static PriceTable ReadBuiltIn()
    {
        using var stream = typeof(PriceTable).Assembly.GetManifestResourceStream(BuiltInName) ?? throw new InvalidOperationException($"The assembly has no resource {BuiltInName}.");
        using var reader = new StreamReader(stream);
        var errors = new List<string>();
        return Read(reader.ReadToEnd(), BuiltInName, errors) ?? throw new InvalidOperationException(string.Join('\n', errors));
    }

    private sealed class Reading(string name, ICollection<string> errors)
    {
        private bool _failed;

        public PriceTable? Table(JsonElement root)
        {
            foreach (var unknown in root.EnumerateObject().Where(static member => member.Name is not ("asOf" or "region" or "source" or "usdPerHour")))
            {
                Fail(unknown.Name, "asOf, region, source or usdPerHour", "another name");
            }

            var asOf = DateOnly.TryParseExact(Text(root, "asOf"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Fail("asOf", "a day as 2026-11-27", Shown(root, "asOf"));
            var region = Text(root, "region") ?? FailText("region", "a Region as us-east-1", Shown(root, "region"));
            var source = Text(root, "source") ?? FailText("source", "where the prices are from", Shown(root, "source"));
            var prices = Prices(root);
            return _failed ? null : new PriceTable(asOf, region, source, prices);
        }

        private ImmutableSortedDictionary<InstanceTypeName, UsdPerHour> Prices(JsonElement root)
        {
            var prices = ImmutableSortedDictionary.CreateBuilder<InstanceTypeName, UsdPerHour>();
            if (!root.TryGetProperty("usdPerHour", out var listed) || listed.ValueKind != JsonValueKind.Object)
            {
                Fail("usdPerHour", "prices by instance type", Shown(root, "usdPerHour"));
                return prices.ToImmutable();
            }

            foreach (var member in listed.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetDecimal(out var price) && IsPrice(price))
                {
                    prices.Add(new InstanceTypeName(member.Name), new UsdPerHour(price));
                }
                else
                {
                    Fail($"usdPerHour.{member.Name}", string.Create(CultureInfo.InvariantCulture, $"above 0, at most {MostUsdPerHour} US dollars an hour"), member.Value.GetRawText());
                }
            }

            return prices.ToImmutable();
        }

        private static string? Text(JsonElement root, string member) =>
            root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

        private static string Shown(JsonElement root, string member) => root.TryGetProperty(member, out var value) ? value.GetRawText() : "nothing";

        private DateOnly Fail(string member, string expected, string found)
        {
            _failed = true;
            errors.Add($"{name}: {member}: expected {expected}; found {found}");
            return default;
        }

        private string FailText(string member, string expected, string found)
        {
            Fail(member, expected, found);
            return string.Empty;
        }
    }
}
