using System.Globalization;

namespace Autoscaler.Contracts.Ids;

/// <summary>The durable place that an instance of an endpoint occupies; it outlives the instances that come and go in it.</summary>
/// <param name="Endpoint">The endpoint that owns the slot and every instance ever launched in it.</param>
/// <param name="Ordinal">From 0; reused after the slot is vacant again, with a higher generation.</param>
[GenerateSerializer, Alias("autoscaler.SlotId"), Immutable]
public readonly record struct SlotId([property: Id(0)] EndpointId Endpoint, [property: Id(1)] int Ordinal)
{
    /// <summary>Reads <c>tenant/endpoint/ordinal</c>.</summary>
    /// <exception cref="FormatException">The text has another shape.</exception>
    public static SlotId Parse(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var slash = key.LastIndexOf('/');
        return slash > 0 && int.TryParse(key.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            ? new SlotId(EndpointId.Parse(key[..slash]), ordinal)
            : throw new FormatException($"A slot id is 'tenant/endpoint/ordinal'; found '{key}'.");
    }

    /// <summary>The id as a grain key, <c>tenant/endpoint/ordinal</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Endpoint}/{Ordinal}");
}
