namespace Autoscaler.Grains.Access;

/// <summary>What a ring of keys stores.</summary>
[GenerateSerializer, Alias("autoscaler.KeyRingState"), Immutable]
public sealed record KeyRingState
{
    /// <summary>Most keys that are in force.</summary>
    public const int MaxInForce = 200;

    /// <summary>Most keys that are kept; of those that are no longer in force the oldest go first.</summary>
    public const int MaxKept = 500;

    /// <summary>How long a key is kept that is no longer in force.</summary>
    public static TimeSpan KeptAfterEnd { get; } = TimeSpan.FromDays(30);

    /// <summary>The keys, the newest first.</summary>
    [Id(0)] public ImmutableArray<StoredKey> Keys { get; init; } = [];

    /// <summary>Whether it ever held a key; stays when all are forgotten.</summary>
    [Id(1)] public bool HeldAny { get; init; }

    /// <summary>How many are in force.</summary>
    public int CountInForce(DateTimeOffset now) => Keys.Count(key => key.IsInForce(now));

    /// <summary>Those that are listed.</summary>
    public IEnumerable<StoredKey> Listed(DateTimeOffset now) => Keys.Where(key => key.EndedAt(now) is not { } end || now - end < KeptAfterEnd);

    /// <summary>The key of this id among those that are listed; null if there is none.</summary>
    public StoredKey? Find(string id, DateTimeOffset now) => Listed(now).FirstOrDefault(key => key.View.Id == id);

    /// <summary>With one more key, and without those that have been over for long.</summary>
    public KeyRingState With(StoredKey added, DateTimeOffset now)
    {
        var kept = Listed(now).ToList();
        for (var last = kept.Count - 1; last >= 0 && kept.Count >= MaxKept; last--)
        {
            if (!kept[last].IsInForce(now))
            {
                kept.RemoveAt(last);
            }
        }

        return this with { Keys = [added, .. kept], HeldAny = true };
    }

    /// <summary>With those keys revoked that are in force and are chosen.</summary>
    public KeyRingState Revoke(Func<StoredKey, bool> isChosen, DateTimeOffset now) => this with
    {
        Keys = [.. Listed(now).Select(key => key.IsInForce(now) && isChosen(key) ? key with { View = key.View with { RevokedAt = now } } : key)],
    };
}
