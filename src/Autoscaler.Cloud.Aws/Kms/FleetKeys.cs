using System.Collections.Concurrent;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Autoscaler.Cloud.Aws.Tags;

namespace Autoscaler.Cloud.Aws.Kms;

/// <summary>
/// The installation's keys, found by their tags. KMS has no list by tag, so each key of the account is asked for its tags once; what they say of whose a key is does not
/// change afterwards.
/// </summary>
internal sealed class FleetKeys(KmsCalls calls, string fleet)
{
    // A Region has at most 100,000 keys by its quota.
    private const int MaxKnown = 100_000;

    private readonly ConcurrentDictionary<string, TagSet> _known = new(StringComparer.Ordinal);

    /// <summary>The alias of the key of an endpoint or a tenant, for people, and to find it by with one call.</summary>
    public string AliasOf(KeyScope scope, EndpointId endpoint) => scope == KeyScope.Endpoint ? $"alias/autoscaler/{fleet}/{endpoint}" : $"alias/autoscaler/{fleet}/{endpoint.Tenant.Value}";

    /// <summary>The name of an endpoint's grant.</summary>
    public string GrantOf(EndpointId endpoint) => $"{GrantPrefix}{endpoint}";

    /// <summary>The endpoint of a grant; null for one that somebody else made, EBS for a volume say.</summary>
    public EndpointId? EndpointOf(GrantListEntry grant) => grant.Name?.StartsWith(GrantPrefix, StringComparison.Ordinal) == true
        ? TagSet.Of([KeyValuePair.Create(TagNames.Endpoint, grant.Name[GrantPrefix.Length..])]).Endpoint
        : null;

    /// <summary>What a key of an endpoint or a tenant carries.</summary>
    public TagSet TagsOf(KeyScope scope, EndpointId endpoint)
    {
        var tags = TagSet.Of([
            KeyValuePair.Create(TagNames.Fleet, fleet),
            KeyValuePair.Create(TagNames.Tenant, endpoint.Tenant.Value),
            KeyValuePair.Create(TagNames.Role, TagNames.Roles.Key)]);
        return scope == KeyScope.Endpoint ? tags.With(TagNames.Endpoint, endpoint.ToString()) : tags;
    }

    /// <summary>Every key of the installation that an endpoint uses or used, its own and its tenant's; null for those of all.</summary>
    public async Task<ImmutableArray<(string Key, TagSet Tags)>> FindAsync(EndpointId? endpoint, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<(string Key, TagSet Tags)>();
        foreach (var key in (await calls.KeysAsync(cancellationToken)).Order(StringComparer.Ordinal))
        {
            var tags = await TagsAsync(key, cancellationToken);
            if (tags[TagNames.Fleet] == fleet && (endpoint is not { } one || (tags[TagNames.Tenant] == one.Tenant.Value && (tags[TagNames.Endpoint] is null || tags.Endpoint == one))))
            {
                found.Add((key, tags));
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Whether a key can be used.</summary>
    public static bool IsUsable(KeyMetadata? key) => key?.KeyState == KeyState.Enabled;

    private string GrantPrefix => $"autoscaler/{fleet}/";

    private async Task<TagSet> TagsAsync(string key, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        var tags = TagSet.Of((await calls.TagsAsync(key, cancellationToken))?.Select(static tag => KeyValuePair.Create(tag.TagKey, tag.TagValue)));
        if (_known.Count < MaxKnown)
        {
            _known[key] = tags;
        }

        return tags;
    }
}
