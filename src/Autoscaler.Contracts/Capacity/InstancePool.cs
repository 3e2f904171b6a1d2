namespace Autoscaler.Contracts.Capacity;

/// <summary>A cloud's stock of one instance type in one zone.</summary>
[GenerateSerializer, Alias("autoscaler.InstancePool"), Immutable]
public readonly record struct InstancePool([property: Id(0)] InstanceTypeName Type, [property: Id(1)] ZoneName Zone) : IComparable<InstancePool>
{
    /// <summary>Reads <c>type@zone</c>.</summary>
    /// <exception cref="FormatException">The text has another shape.</exception>
    public static InstancePool Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var mark = text.LastIndexOf('@');
        return mark > 0 && mark < text.Length - 1
            ? new InstancePool(new InstanceTypeName(text[..mark]), new ZoneName(text[(mark + 1)..]))
            : throw new FormatException($"A pool is 'type@zone'; found '{text}'.");
    }

    /// <inheritdoc/>
    public int CompareTo(InstancePool other)
    {
        var byType = Type.CompareTo(other.Type);
        return byType != 0 ? byType : Zone.CompareTo(other.Zone);
    }

    /// <summary>The pool as text, <c>type@zone</c>.</summary>
    public override string ToString() => $"{Type.Value}@{Zone.Value}";
}
