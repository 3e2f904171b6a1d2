using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Caching;

namespace Autoscaler.Grains.Caching;

/// <summary>By which mechanism each entry is restored: the policy's or, where the policy leaves it open, the one that costs least as things are.</summary>
internal sealed partial class ImageCacheGrain
{
    private readonly Dictionary<ImageDigest, DateTimeOffset> _chosenAt = [];

    private bool ChoosesMechanism => Current.Wanted.Conditions?.Policy.ChoosesMechanism == true;

    private int Zones => Math.Max(1, Current.Wanted.Conditions?.Zones.Length ?? 1);

    private static StartupMechanism MechanismOf(CacheEntry entry, CachePolicy policy) => entry.Mechanism ?? policy.Mechanism;

    private static CacheEntry Chosen(CacheEntry entry, MechanismChoice choice) => entry with
    {
        Mechanism = choice.Mechanism,
        InitializationRate = choice.InitializationRate,
        MechanismReason = choice.Reason,
        UsdPerMonth = choice.UsdPerMonth,
    };

    // Once after each launch period; and at once where the policy names another.
    private bool IsMechanismStale(CacheEntry entry) => entry.State == CacheEntryState.Ready && Current.Wanted.Conditions is { } conditions && Current.MayLaunch(entry.Image.Digest)
        && (conditions.Policy.ChoosesMechanism
            ? (entry.LastUsedAt > _chosenAt.GetValueOrDefault(entry.Image.Digest) || entry.Mechanism == StartupMechanism.SnapshotFsr || entry.Mechanism is null)
                && clock.GetUtcNow() - _chosenAt.GetValueOrDefault(entry.Image.Digest) >= options.Value.MechanismPeriod
            : entry.Mechanism != conditions.Policy.Mechanism && clock.GetUtcNow() - _chosenAt.GetValueOrDefault(entry.Image.Digest) >= options.Value.MechanismPeriod);

    private async Task ChooseMechanismAsync(CacheEntry entry, CancellationToken cancellationToken)
    {
        var desired = await DesiredAsync(entry, cancellationToken);
        _chosenAt[entry.Image.Digest] = clock.GetUtcNow();
        var isSame = desired.Mechanism == entry.Mechanism && desired.InitializationRate == entry.InitializationRate;
        if ((isSame ? desired : await SetMechanismAsync(entry, desired, cancellationToken)) is { } choice)
        {
            await ChangeAsync(
                entry.Image.Digest, newest => newest.State == CacheEntryState.Ready && newest.Builds == entry.Builds ? Chosen(newest, choice) : null, cancellationToken);
        }
    }

    private async Task<MechanismChoice> DesiredAsync(CacheEntry entry, CancellationToken cancellationToken)
    {
        var conditions = Current.Wanted.Conditions;
        var policy = conditions?.Policy ?? new CachePolicy();
        if (conditions is null || !policy.ChoosesMechanism)
        {
            var usd = MechanismChoice.UsdPerMonthOf(policy.Mechanism, entry.Size, entry.LaunchesPerHour, Zones, RestorePrices.Default);
            return new MechanismChoice(policy.Mechanism, null, usd, "the endpoint's policy names it");
        }

        var others = Current.Entries.Where(other => other.Image.Digest != entry.Image.Digest && TakesRoom(other)).Sum(static other => other.UsdPerMonth);
        var ranked = entry.LaunchesPerHour > 0
            && await GrainFactory.GetGrain<IRestoreQuotaGrain>(IRestoreQuotaGrain.Key).RankAsync(_endpoint, entry.Image.Digest, entry.LaunchesPerHour, cancellationToken);
        return MechanismChoice.Choose(
            new MechanismQuestion
            {
                Size = entry.Size,
                WeightsBeside = Current.UseOf(entry.Image.Digest)?.WeightsBeside ?? ByteCount.Zero,
                IsReadThrough = WeightsContent.VersionOf(entry.Image.Digest) is not null,
                LaunchesPerHour = entry.LaunchesPerHour,
                Zones = Zones,
                Type = conditions.Type,
                Price = conditions.Price ?? default,
                WaitingCostRatio = conditions.WaitingCostRatio,
                MayRestoreFast = ranked,
                BudgetUsdPerMonth = policy.MaxUsdPerMonth - others,
                Present = entry.Mechanism,
            },
            model.Rates,
            RestorePrices.Default);
    }

    // What launches can restore by from now on; null where the cloud did not take it, and it is tried again.
    private async Task<MechanismChoice?> SetMechanismAsync(CacheEntry entry, MechanismChoice choice, CancellationToken cancellationToken)
    {
        ImmutableArray<ZoneName> zones = choice.Mechanism == StartupMechanism.SnapshotFsr ? [.. (Current.Wanted.Conditions?.Zones ?? []).Order()] : [];
        switch (await snapshots.SetRestoreAsync(entry.BuildFor(_endpoint), new RestoreSetting(choice.Mechanism, choice.InitializationRate, zones), cancellationToken))
        {
            case RestoreResult.Accepted:
                return choice;
            case RestoreResult.NoFastRestore:
                var instead = choice with { Mechanism = StartupMechanism.SnapshotRate, Reason = "the Region has no fast restore left; a provisioned rate in its place" };
                return await SetMechanismAsync(entry, instead with { UsdPerMonth = MechanismChoice.UsdPerMonthOf(instead.Mechanism, entry.Size, entry.LaunchesPerHour, Zones, RestorePrices.Default) }, cancellationToken);
            default:
                return null;
        }
    }
}
