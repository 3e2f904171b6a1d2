using System.Globalization;
using Autoscaler.Contracts.Caching;
using Autoscaler.Decisions.Caching;
using Autoscaler.Grains.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Caching;

/// <summary>Shares out a tenant's builders and room. Only the timers of caches call it, so that it may call caches: no turn of a cache waits for it.</summary>
internal sealed partial class CacheQuotaGrain(
    [PersistentState("cachequota")] IPersistentState<CacheQuotaState> storage,
    TimeProvider clock,
    IOptions<FleetOptions> options,
    ILogger<CacheQuotaGrain> logger) : Grain, ICacheQuotaGrain
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(10);

    private CommittedState<CacheQuotaState>? _state;

    private CommittedState<CacheQuotaState> State => _state!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _state = new CommittedState<CacheQuotaState>(storage, DeactivateOnIdle);
    }

    public async Task<BuildPermit> ClaimBuilderAsync(BuildClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var now = clock.GetUtcNow();
        var others = State.Current.Leases.RemoveAll(lease => lease.Until <= now || (lease.Endpoint == claim.Endpoint && lease.Content == claim.Content));
        if (others.Length >= options.Value.MaxBuildersPerTenant)
        {
            return new BuildPermit(false, string.Create(CultureInfo.InvariantCulture, $"all {options.Value.MaxBuildersPerTenant} builders of the tenant are at work"));
        }

        if (await MakeRoomAsync(claim, cancellationToken) is { } refused)
        {
            return refused;
        }

        // The room that the entry will take counts as held from now on, or two claims would be given the same room.
        var usage = new CacheUsage(claim.Endpoint, new ByteCount(claim.Held.Value + claim.Size.Value), claim.Spare);
        await State.UpdateAsync(
            state => new CacheQuotaState
            {
                Leases = state.Leases.RemoveAll(lease => lease.Until <= now || (lease.Endpoint == claim.Endpoint && lease.Content == claim.Content))
                    .Add(new BuilderLease(claim.Endpoint, claim.Content, now + LeaseTime)),
                Usages = With(state.Usages, usage),
            },
            cancellationToken);
        return new BuildPermit(true, null);
    }

    public Task ReleaseBuilderAsync(EndpointId endpoint, ImageDigest content, CancellationToken cancellationToken) => State.UpdateAsync(
        state => state with { Leases = state.Leases.RemoveAll(lease => lease.Endpoint == endpoint && lease.Content == content) }, cancellationToken);

    public Task TellUsageAsync(EndpointId endpoint, ByteCount held, ImmutableArray<SpareEntry> spare, CancellationToken cancellationToken) =>
        State.UpdateAsync(state => state with { Usages = With(state.Usages, new CacheUsage(endpoint, held, spare)) }, cancellationToken);

    private static ImmutableArray<CacheUsage> With(ImmutableArray<CacheUsage> usages, CacheUsage usage) =>
        [.. usages.Where(other => other.Endpoint != usage.Endpoint).Append(usage).Where(static other => other.Held.Value > 0).OrderBy(static other => other.Endpoint)];

    // Null where there is room. Entries that must go are told so; the claimant's own by the answer, for it waits for this call.
    private async Task<BuildPermit?> MakeRoomAsync(BuildClaim claim, CancellationToken cancellationToken)
    {
        if (options.Value.MaxCacheGigabytesPerTenant is not { } gigabytes)
        {
            return null;
        }

        var limit = ByteCount.FromGigabytes(gigabytes);
        var usages = With(State.Current.Usages, new CacheUsage(claim.Endpoint, claim.Held, claim.Spare));
        var takers = usages.SelectMany(usage => usage.Spare.Select(spare => (usage.Endpoint, Taker: new RoomTaker(spare.Content, spare.Size, spare.LastUsedAt, IsNeeded: false)))).ToArray();
        var needed = usages.Sum(static usage => usage.Held.Value) - takers.Sum(static taker => taker.Taker.Size.Value);
        var victims = LeastRecentlyUsed.MakeRoom(takers.Select(static taker => taker.Taker), new ByteCount(needed + claim.Size.Value), limit);
        if (victims is not { } gone)
        {
            return new BuildPermit(false, $"the tenant's limit of {limit} has no room for {claim.Size}, and no entry is without use");
        }

        var own = ImmutableArray.CreateBuilder<ImageDigest>();
        foreach (var victim in gone)
        {
            var owner = takers.First(taker => taker.Taker.Content == victim).Endpoint;
            LogEvicting(owner, victim, claim.Endpoint);
            if (owner == claim.Endpoint)
            {
                own.Add(victim);
            }
            else
            {
                await GrainFactory.GetGrain<IImageCacheGrain>(owner.ToString()).EvictAsync(victim, cancellationToken);
            }
        }

        return gone.IsEmpty ? null : new BuildPermit(false, $"entries that no launch needs make room under the tenant's limit of {limit}") { Evict = own.ToImmutable() };
    }

    [LoggerMessage(LogLevel.Information, "The entry of {Content} of {Endpoint} goes to make room for one of {Claimant}.")]
    private partial void LogEvicting(EndpointId endpoint, ImageDigest content, EndpointId claimant);
}
