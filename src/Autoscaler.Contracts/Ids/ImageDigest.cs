namespace Autoscaler.Contracts.Ids;

/// <summary>The digest of a container image's manifest, as <c>sha256:</c> and 64 hexadecimal digits.</summary>
[GenerateSerializer, Alias("autoscaler.ImageDigest"), Immutable]
public readonly record struct ImageDigest([property: Id(0)] string Value) : IComparable<ImageDigest>
{
    /// <inheritdoc/>
    public int CompareTo(ImageDigest other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
