namespace Autoscaler.Contracts.Capacity;

/// <summary>A cloud's stock of one instance type in one zone.</summary>
[GenerateSerializer, Alias("autoscaler.InstancePool"), Immutable]
public readonly record struct InstancePool([property: Id(0)] InstanceTypeName Type, [property: Id(1)] ZoneName Zone) : IComparable<InstancePool>
{
    /// <inheritdoc/>
    public int CompareTo(InstancePool other)
    {
        var byType = Type.CompareTo(other.Type);
        return byType != 0 ? byType : Zone.CompareTo(other.Zone);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type.Value}@{Zone.Value}";
}
