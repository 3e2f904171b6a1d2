namespace Autoscaler.Contracts.Caching;

/// <summary>Shares out the few fast restores of a Region: they go to the entries that launch most. There is one, with the key <see cref="Key"/>.</summary>
[Alias("autoscaler.IRestoreQuotaGrain")]
public interface IRestoreQuotaGrain : IGrainWithStringKey
{
    /// <summary>The key of the one grain.</summary>
    const string Key = "region";

    /// <summary>Tells how often an entry launches, and learns whether fast restore is its.</summary>
    /// <param name="endpoint">The entry's endpoint.</param>
    /// <param name="content">The image or weights.</param>
    /// <param name="launchesPerHour">Launches an hour that restore it.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    [Alias("Rank")]
    Task<bool> RankAsync(EndpointId endpoint, ImageDigest content, double launchesPerHour, CancellationToken cancellationToken);
}
