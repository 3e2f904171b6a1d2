namespace Autoscaler.Contracts.Capacity;

/// <summary>What the cloud lately refused, over all endpoints.</summary>
/// <param name="Refusals">Sorted by pool.</param>
[GenerateSerializer, Alias("autoscaler.CapacitySnapshot"), Immutable]
public sealed record CapacitySnapshot([property: Id(0)] ImmutableArray<CapacityRefusal> Refusals)
{
    /// <summary>Nothing refused.</summary>
    public static CapacitySnapshot Empty { get; } = new([]);

    /// <summary>Whether placement leaves the pool alone at <paramref name="now"/>.</summary>
    public bool IsAvoided(InstancePool pool, DateTimeOffset now)
    {
        foreach (var refusal in Refusals)
        {
            if (refusal.Pool == pool)
            {
                return refusal.AvoidUntil > now;
            }
        }

        return false;
    }
}
