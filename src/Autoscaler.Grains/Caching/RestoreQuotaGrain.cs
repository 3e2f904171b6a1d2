using Autoscaler.Contracts.Caching;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Caching;

/// <summary>
/// Ranks entries by their launches, in memory only: who has fast restore tells so again within minutes, and the cloud refuses what would be too many.
/// </summary>
internal sealed class RestoreQuotaGrain(TimeProvider clock, IOptions<FleetOptions> options) : Grain, IRestoreQuotaGrain
{
    // An entry that has not told for so long does not launch any more.
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(40);

    // Who has fast restore keeps it until another launches so much more, or two alike would take it from each other.
    private const double Advantage = 1.25;

    private readonly SortedDictionary<(EndpointId Endpoint, ImageDigest Content), (double Launches, DateTimeOffset At, bool Holds)> _claims = [];

    public Task<bool> RankAsync(EndpointId endpoint, ImageDigest content, double launchesPerHour, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var key in _claims.Where(claim => now - claim.Value.At > ForgetAfter).Select(static claim => claim.Key).ToArray())
        {
            _claims.Remove(key);
        }

        _claims[(endpoint, content)] = (launchesPerHour, now, _claims.GetValueOrDefault((endpoint, content)).Holds);
        var winners = _claims.OrderByDescending(static claim => claim.Value.Launches * (claim.Value.Holds ? Advantage : 1)).ThenBy(static claim => claim.Key)
            .Take(options.Value.FastRestoresPerRegion).Select(static claim => claim.Key).ToHashSet();
        foreach (var key in _claims.Keys.ToArray())
        {
            _claims[key] = _claims[key] with { Holds = winners.Contains(key) };
        }

        return Task.FromResult(launchesPerHour > 0 && winners.Contains((endpoint, content)));
    }
}
