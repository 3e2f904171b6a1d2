using Autoscaler.Cloud.Keys;

namespace Autoscaler.TestKit;

/// <summary>Keys, watched.</summary>
internal sealed class WatchedKeyVault(IKeyVault inner, PortWatch watch) : IKeyVault
{
    public Task<KeyResult> EnsureAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        watch.Before("Keys.Ensure");
        return inner.EnsureAsync(endpoint, cancellationToken);
    }

    public Task RevokeGrantsAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        watch.Before("Keys.RevokeGrants");
        watch.Trail.Add($"revoke {endpoint}");
        return inner.RevokeGrantsAsync(endpoint, cancellationToken);
    }

    public Task ScheduleDeletionAsync(EndpointId endpoint, TimeSpan wait, CancellationToken cancellationToken)
    {
        watch.Before("Keys.ScheduleDeletion");
        watch.Trail.Add($"delete key {endpoint}");
        return inner.ScheduleDeletionAsync(endpoint, wait, cancellationToken);
    }
}
