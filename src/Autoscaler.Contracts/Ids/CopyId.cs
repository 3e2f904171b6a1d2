using System.Globalization;

namespace Autoscaler.Contracts.Ids;

/// <summary>One copy (running replica) of a component, unique within its endpoint for ever: numbers are never used again.</summary>
/// <param name="Component">The component of which it is a copy.</param>
/// <param name="Number">From 1, counted over all components of the endpoint.</param>
[GenerateSerializer, Alias("autoscaler.CopyId"), Immutable]
public readonly record struct CopyId([property: Id(0)] ComponentName Component, [property: Id(1)] long Number) : IComparable<CopyId>
{
    /// <summary>Reads <c>component#number</c>.</summary>
    /// <exception cref="FormatException">The text has another shape.</exception>
    public static CopyId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var mark = text.LastIndexOf('#');
        return mark > 0 && long.TryParse(text.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new CopyId(new ComponentName(text[..mark]), number)
            : throw new FormatException($"A copy id is 'component#number'; found '{text}'.");
    }

    /// <inheritdoc/>
    public int CompareTo(CopyId other) => Number.CompareTo(other.Number);

    /// <summary>The id as text, <c>component#number</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Component.Value}#{Number}");
}
