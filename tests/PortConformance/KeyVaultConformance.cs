using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;

namespace Autoscaler.Cloud.Conformance;

/// <summary>What every cloud's keys do, where each endpoint has its own.</summary>
public abstract class KeyVaultConformance
{
    private static readonly TimeSpan Wait = TimeSpan.FromDays(7);

    private protected abstract CloudUnderTest Cloud { get; }

    [PortFact]
    public async Task Ensure_Twice_IsOneKeyWithOneGrant()
    {
        var endpoint = Fleets.Endpoint();
        var key = await EnsureAsync(endpoint);

        Assert.Equal(key, await EnsureAsync(endpoint));

        var listed = await Cloud.TaggedAsync(endpoint);
        Assert.Equal(new TaggedResource(TaggedResourceKind.Key, key.Value, endpoint), Assert.Single(listed, static resource => resource.Kind == TaggedResourceKind.Key));
        Assert.Single(listed, static resource => resource.Kind == TaggedResourceKind.Grant);
    }

    [PortFact]
    public async Task Ensure_OfTwoEndpoints_IsTwoKeys() => Assert.NotEqual(await EnsureAsync(Fleets.Endpoint()), await EnsureAsync(Fleets.Endpoint()));

    [PortFact]
    public async Task RevokeGrants_Twice_LeavesNoneAndTheKey()
    {
        var endpoint = Fleets.Endpoint();
        await EnsureAsync(endpoint);

        await Cloud.Keys.RevokeGrantsAsync(endpoint, CancellationToken.None);
        await Cloud.Keys.RevokeGrantsAsync(endpoint, CancellationToken.None);

        Assert.Equal([TaggedResourceKind.Key], await Cloud.LiveAsync(endpoint));
    }

    [PortFact]
    public async Task ScheduleDeletion_Twice_KeepsItsFirstDate()
    {
        var endpoint = Fleets.Endpoint();
        var key = await EnsureAsync(endpoint);
        await Cloud.Keys.RevokeGrantsAsync(endpoint, CancellationToken.None);

        await Cloud.Keys.ScheduleDeletionAsync(endpoint, Wait, CancellationToken.None);
        var date = Assert.Single(await Cloud.TaggedAsync(endpoint)).DeletesAt;
        await Cloud.Keys.ScheduleDeletionAsync(endpoint, Wait * 4, CancellationToken.None);

        var pending = Assert.Single(await Cloud.TaggedAsync(endpoint));
        Assert.Equal((key.Value, TaggedResourceState.PendingDeletion, date), (pending.Id, pending.State, pending.DeletesAt));
        Assert.NotNull(date);
        Assert.Empty(await Cloud.LiveAsync(endpoint));
    }

    [PortFact]
    public async Task Ensure_AfterTheDeletionWasScheduled_IsAnotherKey()
    {
        var endpoint = Fleets.Endpoint();
        var first = await EnsureAsync(endpoint);
        await Cloud.Keys.ScheduleDeletionAsync(endpoint, Wait, CancellationToken.None);

        var second = await EnsureAsync(endpoint);

        Assert.NotEqual(first, second);
        Assert.Equal(second, await EnsureAsync(endpoint));
        Assert.Equal(2, (await Cloud.TaggedAsync(endpoint)).Count(static resource => resource.Kind == TaggedResourceKind.Key));
    }

    private async Task<KeyId> EnsureAsync(EndpointId endpoint) => Assert.IsType<KeyResult.Ready>(await Cloud.Keys.EnsureAsync(endpoint, CancellationToken.None)).Key;
}
