namespace Autoscaler.Cloud.Keys;

/// <summary>
/// Keys of endpoints: each has one of its own, under which all its volumes and snapshots are encrypted, so that bytes that were copied elsewhere by mistake cannot be read
/// there, and what a deleted key was used for is gone for good.
/// </summary>
public interface IKeyVault
{
    /// <summary>The endpoint's key and the grant by which its instances use it; both are made where there is none that can be used. Idempotent.</summary>
    Task<KeyResult> EnsureAsync(EndpointId endpoint, CancellationToken cancellationToken);

    /// <summary>Takes back every grant on the endpoint's keys; none left is no error.</summary>
    Task RevokeGrantsAsync(EndpointId endpoint, CancellationToken cancellationToken);

    /// <summary>Schedules the deletion of every key of the endpoint that can be used; one whose deletion is scheduled keeps its date. Until then nothing can be decrypted with it.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="wait">How long the key can still be brought back by hand, 7 to 30 days.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task ScheduleDeletionAsync(EndpointId endpoint, TimeSpan wait, CancellationToken cancellationToken);
}
