using System.Globalization;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Simulated.Events;

namespace Autoscaler.Cloud.Simulated.Keys;

/// <summary>The keys of endpoints. A key whose deletion is scheduled can no more be used, and is listed until its date.</summary>
internal sealed class KeyShelf(WorldEvents events, CallThrottle throttle)
{
    private readonly SortedDictionary<KeyId, StoredKey> _keys = [];
    private int _made;

    public KeyResult Ensure(EndpointId endpoint)
    {
        if (throttle.Next() is { } retryAfter)
        {
            return new KeyResult.Throttled(retryAfter);
        }

        var key = Of(endpoint).FirstOrDefault(static key => key.DeletesAt is null);
        if (key is null)
        {
            key = new StoredKey(new KeyId(StableIds.Of("key", endpoint.ToString(), events.Now.UtcTicks + _made++)), endpoint);
            _keys.Add(key.Id, key);
        }

        key.HasGrant = true;
        return new KeyResult.Ready(key.Id);
    }

    /// <summary>Whether an endpoint can encrypt and decrypt with a key.</summary>
    public bool CanUse(KeyId id, EndpointId endpoint) => _keys.TryGetValue(id, out var key) && key.Endpoint == endpoint && key.HasGrant && key.DeletesAt is null;

    public void RevokeGrants(EndpointId endpoint)
    {
        foreach (var key in Of(endpoint))
        {
            key.HasGrant = false;
        }
    }

    public void ScheduleDeletion(EndpointId endpoint, TimeSpan wait)
    {
        foreach (var key in Of(endpoint).Where(static key => key.DeletesAt is null))
        {
            key.DeletesAt = events.Now + wait;
            events.Schedule(events.Now + wait, () => _keys.Remove(key.Id));
        }
    }

    /// <summary>Deletes one thing that was listed.</summary>
    public void Delete(TaggedResource resource, TimeSpan wait)
    {
        foreach (var key in Of(resource.Endpoint).Where(key => resource.Id == (resource.Kind == TaggedResourceKind.Key ? key.Id.Value : key.GrantId)).ToArray())
        {
            key.HasGrant = false;
            if (resource.Kind == TaggedResourceKind.Key)
            {
                ScheduleDeletion(resource.Endpoint, wait);
            }
        }
    }

    /// <summary>Keys and grants, those included that wait for their deletion.</summary>
    public IEnumerable<LiveResource> Listed()
    {
        foreach (var key in _keys.Values)
        {
            var state = key.DeletesAt is null ? TaggedResourceState.Live : TaggedResourceState.PendingDeletion;
            yield return new LiveResource(new TaggedResource(TaggedResourceKind.Key, key.Id.Value, key.Endpoint) { State = state, DeletesAt = key.DeletesAt }, new ResourceOrigin.Encryption(key.Id));
            if (key.HasGrant)
            {
                yield return new LiveResource(new TaggedResource(TaggedResourceKind.Grant, key.GrantId, key.Endpoint), new ResourceOrigin.Encryption(key.Id));
            }
        }
    }

    private IEnumerable<StoredKey> Of(EndpointId endpoint) => _keys.Values.Where(key => key.Endpoint == endpoint);

    private sealed class StoredKey(KeyId id, EndpointId endpoint)
    {
        public KeyId Id { get; } = id;

        public EndpointId Endpoint { get; } = endpoint;

        public string GrantId { get; } = string.Create(CultureInfo.InvariantCulture, $"grant-{id.Value["key-".Length..]}");

        public bool HasGrant { get; set; }

        public DateTimeOffset? DeletesAt { get; set; }
    }
}
