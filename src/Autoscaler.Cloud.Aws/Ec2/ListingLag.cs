using System.Collections.Concurrent;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>
/// Tells what is not listed yet from what is not there any more. EC2's lists follow its calls by some seconds, so that something just made can be missing. What is missing
/// counts as still to come until it has been missing for the whole lag, from the first look that missed it. That needs no memory of when it was made, and so
/// outlives a restart: a new process gives it a lag of its own.
/// </summary>
internal sealed class ListingLag(TimeProvider clock, TimeSpan lag)
{
    // Slots ask for one instance each, and what is found or over is forgotten.
    private const int MaxMissing = 100_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _missingSince = new(StringComparer.Ordinal);

    /// <summary>Something was made, or is listed: if it is missing next time, the lag begins then.</summary>
    public void OnSeen(string id) => _missingSince.TryRemove(id, out _);

    /// <summary>Something was made: it may be missing from lists for the lag from now.</summary>
    public void OnMade(string id)
    {
        MakeRoom();
        _missingSince[id] = clock.GetUtcNow();
    }

    /// <summary>It is known to be gone: missing it means nothing.</summary>
    public void OnDeleted(string id) => _missingSince[id] = DateTimeOffset.MinValue;

    /// <summary>Whether something that was made or asked for lately may be there though it is not listed. Without a look before, it may not.</summary>
    public bool MayExist(string id) => _missingSince.TryGetValue(id, out var since) && clock.GetUtcNow() - since < lag;

    /// <summary>Something is not listed: whether it may yet come.</summary>
    public bool MayCome(string id)
    {
        MakeRoom();
        _missingSince.TryAdd(id, clock.GetUtcNow());
        return MayExist(id);
    }

    private void MakeRoom()
    {
        if (_missingSince.Count >= MaxMissing)
        {
            var now = clock.GetUtcNow();
            foreach (var (old, since) in _missingSince)
            {
                if (now - since >= lag)
                {
                    _missingSince.TryRemove(old, out _);
                }
            }
        }
    }
}
