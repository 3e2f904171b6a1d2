namespace Autoscaler.Contracts.Caching;

/// <summary>
/// Looks now and then for things in the cloud that carry the autoscaler's tags and that nobody owns, whatever made them, and deletes those that it finds twice; and for
/// entries whose snapshot somebody else has deleted, which their caches build anew. There is one, with the key <see cref="Key"/>.
/// </summary>
[Alias("autoscaler.IOrphanSweepGrain")]
public interface IOrphanSweepGrain : IGrainWithStringKey
{
    /// <summary>The key of the one grain.</summary>
    const string Key = "sweeper";

    /// <summary>Starts sweeping, or goes on; idempotent. A host calls it when it starts.</summary>
    [Alias("Start")]
    Task StartAsync(CancellationToken cancellationToken);
}
