using Autoscaler.Decisions.Caching;

namespace Autoscaler.Cloud.Simulated.Snapshots;

/// <summary>
/// Fast restore of one snapshot in one zone: a bucket of credits that is empty when fast restore begins to work and fills with the snapshot's rate. A volume takes one;
/// where there is none, it hydrates as any other, and nobody says so.
/// </summary>
/// <param name="size">Bytes on the snapshot.</param>
/// <param name="worksFrom">When a volume restored there can be whole at once, UTC.</param>
internal sealed class FastRestoreCredits(ByteCount size, DateTimeOffset worksFrom)
{
    private readonly double _perHour = RestorePrices.FastRestoresPerHour(size);
    private DateTimeOffset _countedAt = worksFrom;
    private double _credits;

    // A bucket holds what an hour fills, and at least one.
    private double Capacity => Math.Max(1, _perHour);

    /// <summary>Takes a credit.</summary>
    /// <returns>False where there is none, or fast restore still prepares.</returns>
    public bool TryTake(DateTimeOffset now)
    {
        if (now < _countedAt)
        {
            return false;
        }

        _credits = Math.Min(Capacity, _credits + ((now - _countedAt).TotalHours * _perHour));
        _countedAt = now;
        if (_credits < 1)
        {
            return false;
        }

        _credits--;
        return true;
    }
}
