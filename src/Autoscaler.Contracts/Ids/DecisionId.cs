using System.Globalization;

namespace Autoscaler.Contracts.Ids;

/// <summary>One acting decision of an endpoint; the tokens of its effects derive from it.</summary>
/// <param name="Endpoint">The endpoint that decided.</param>
/// <param name="Number">From 1, in the order of the writes that hold the decisions.</param>
[GenerateSerializer, Alias("autoscaler.DecisionId"), Immutable]
public readonly record struct DecisionId([property: Id(0)] EndpointId Endpoint, [property: Id(1)] long Number)
{
    /// <summary>Reads <c>tenant/endpoint@number</c>.</summary>
    /// <exception cref="FormatException">The text has another shape.</exception>
    public static DecisionId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var mark = text.LastIndexOf('@');
        return mark > 0 && long.TryParse(text.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new DecisionId(EndpointId.Parse(text[..mark]), number)
            : throw new FormatException($"A decision id is 'tenant/endpoint@number'; found '{text}'.");
    }

    /// <summary>The id as text, <c>tenant/endpoint@number</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Endpoint}@{Number}");
}
