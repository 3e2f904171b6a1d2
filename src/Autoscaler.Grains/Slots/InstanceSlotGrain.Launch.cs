using Autoscaler.Cloud.Instances;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Grains.Slots;

/// <summary>From an intended launch to an instance: the request is written before the call, and made again unchanged after a crash.</summary>
internal sealed partial class InstanceSlotGrain
{
    // A launch waits no longer for its cache; pulling costs minutes, but a cache that hangs would cost all of them.
    private static readonly TimeSpan CacheDeadline = TimeSpan.FromSeconds(5);

    private IImageCacheGrain Cache => GrainFactory.GetGrain<IImageCacheGrain>(_id.Endpoint.ToString());

    private async Task BeginLaunchAsync(CancellationToken cancellationToken)
    {
        var launch = Current.Intent.Launch!;
        if (clock.GetUtcNow() > launch.BootDeadline)
        {
            await ExpireAsync(launch, cancellationToken);
            return;
        }

        var images = await LookUpAsync(launch, cancellationToken);
        var request = new LaunchRequest { Slot = _id, Generation = launch.Generation, Pools = launch.Pools, Images = images };
        await UpdateAsync(
            state => state.Phase == SlotPhase.Vacant && state.Intent is { Release: false, Launch: { } wanted } && wanted.Generation == launch.Generation
                && state.Generation < launch.Generation
                ? state.Enter(SlotPhase.Launching, clock.GetUtcNow()) with
                {
                    Generation = launch.Generation,
                    Request = request,
                    Failure = null,

                    // What the last instance said of these copies does not hold for this one.
                    Copies = CopyWork.Match(state.Intent, [], clock.GetUtcNow()),
                }
                : null,
            cancellationToken);
        if (Is(launch.Generation, SlotPhase.Launching))
        {
            await LaunchAsync(cancellationToken);
        }
    }

    // What was decided long ago, before an outage say, may not be wanted any more; buying it now would also be late for its own deadline.
    private Task ExpireAsync(LaunchIntent launch, CancellationToken cancellationToken) => UpdateAsync(
        state => state.Phase == SlotPhase.Vacant && state.Generation < launch.Generation
            ? state with
            {
                Generation = launch.Generation,
                Failure = new SlotFailure(launch.Generation, SlotFailureKind.Expired, clock.GetUtcNow(), $"not begun by {launch.BootDeadline:O}"),
            }
            : null,
        cancellationToken);

    // A cache that does not answer is a miss: it never fails a launch.
    private async Task<ImmutableArray<ImageSource>> LookUpAsync(LaunchIntent launch, CancellationToken cancellationToken)
    {
        var cache = launch.Cache;
        if (!cache.UsesSnapshots)
        {
            return Pulled(launch.Images, cache.Mechanism);
        }

        try
        {
            return await Cache.ResolveAsync(new CacheLookup(launch.Images, cache, launch.Pools[0].Type), cancellationToken).WaitAsync(CacheDeadline, clock, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var level = FaultLevel.Of(e);
            LogCacheFailed(level, _id, e);
            return Pulled(launch.Images, cache.Fallback);
        }
    }

    // Weights that are not on a volume are fetched by the copy itself.
    private static ImmutableArray<ImageSource> Pulled(ImmutableArray<ImageDigest> contents, StartupMechanism mechanism) =>
        [.. contents.Where(static content => WeightsContent.VersionOf(content) is null).Select(image => new ImageSource(image, mechanism, null))];

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var request = Current.Request!;
        if (request.Slot != _id)
        {
            // What a slot launches mounts volumes of the slot's endpoint alone, because the request names the endpoint by the slot.
            throw new InvalidOperationException($"Slot {_id} holds a launch request of slot {request.Slot}; it is not made.");
        }

        if (request.Images.Any(static source => source.Mechanism == StartupMechanism.SnapshotRate))
        {
            // Refused for its rate, another activation may have asked otherwise since; this request could then be filled too.
            await State.VerifyAsync(cancellationToken);
        }

        using var span = BeginEffect("slot.launch");
        switch (await instances.LaunchAsync(request, cancellationToken))
        {
            case LaunchResult.Accepted accepted:
                await LearnAsync(accepted.Refused, accepted.Pool, cancellationToken);
                await UpdateAsync(
                    state => IsLaunching(state, request)
                        ? state.Enter(SlotPhase.Booting, clock.GetUtcNow()) with { Instance = accepted.Instance, Pool = accepted.Pool, LaunchedAt = accepted.LaunchedAt }
                        : null,
                    cancellationToken);
                if (Is(request.Generation, SlotPhase.Booting))
                {
                    await _copies!.OrderAsync(Current, accepted.Instance, cancellationToken);
                }

                break;
            case LaunchResult.NoCapacity none:
                await LearnAsync(none.Refused, null, cancellationToken);
                await GiveUpAsync(request, SlotFailureKind.NoCapacity, $"no capacity in {string.Join(", ", none.Refused)}", cancellationToken);
                break;
            case LaunchResult.Throttled throttled:
                _notBefore = clock.GetUtcNow() + throttled.RetryAfter;
                break;
            case LaunchResult.SnapshotGone gone:
                await TellCacheAsync(cache => cache.ReportBuildGoneAsync(gone.Content, gone.Build, cancellationToken), cancellationToken);
                await LaunchOtherwiseAsync(request, source => source.Image == gone.Content ? Fallback(source) : source, cancellationToken);
                break;
            case LaunchResult.NoRestoreRate:
                await LaunchOtherwiseAsync(
                    request,
                    static source => source.Mechanism == StartupMechanism.SnapshotRate ? source with { Mechanism = StartupMechanism.SnapshotLazy, InitializationRate = null } : source,
                    cancellationToken);
                break;
            case LaunchResult.Rejected rejected:
                await GiveUpAsync(request, SlotFailureKind.Rejected, rejected.Reason, cancellationToken);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // Without the memory a refused pool is asked once more; that must not keep the launch from going on.
    private async Task LearnAsync(ImmutableArray<InstancePool> refused, InstancePool? granted, CancellationToken cancellationToken)
    {
        if (!refused.IsEmpty)
        {
            journal.Record(new LaunchRefused(clock.GetUtcNow(), _id.Endpoint, _id.Ordinal, refused));
        }

        try
        {
            await GrainFactory.GetGrain<ICapacityMemoryGrain>(ICapacityMemoryGrain.Key).RecordAsync(refused, granted, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var level = FaultLevel.Of(e);
            LogCapacityFailed(level, _id, e);
        }
    }

    // A launch never fails because of a cache: nothing was launched by this request, so the next, written first like any other, asks for the same instance without what
    // could not be restored. Each attempt has one source less that can fail, so there are few.
    private async Task LaunchOtherwiseAsync(LaunchRequest request, Func<ImageSource, ImageSource?> otherwise, CancellationToken cancellationToken)
    {
        var next = request with { Attempt = Math.Max(1, request.Attempt) + 1, Images = [.. request.Images.Select(otherwise).OfType<ImageSource>()] };
        await UpdateAsync(state => IsLaunching(state, request) && state.Request?.Attempt == request.Attempt ? state with { Request = next } : null, cancellationToken);
        if (Is(request.Generation, SlotPhase.Launching) && Current.Request?.Attempt == next.Attempt)
        {
            await LaunchAsync(cancellationToken);
        }
    }

    private ImageSource? Fallback(ImageSource source) =>
        Pulled([source.Image], Current.Intent.Launch?.Cache.Fallback ?? StartupMechanism.Registry).FirstOrDefault();

    private async Task<bool> TellCacheAsync(Func<IImageCacheGrain, Task> tell, CancellationToken cancellationToken)
    {
        try
        {
            await tell(Cache).WaitAsync(CacheDeadline, clock, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var level = FaultLevel.Of(e);
            LogCacheFailed(level, _id, e);
            return false;
        }
    }

    private Task GiveUpAsync(LaunchRequest request, SlotFailureKind kind, string detail, CancellationToken cancellationToken) => UpdateAsync(
        state => IsLaunching(state, request)
            ? state.Vacate(clock.GetUtcNow()) with { Failure = new SlotFailure(request.Generation, kind, clock.GetUtcNow(), detail) }
            : null,
        cancellationToken);

    private static bool IsLaunching(SlotState state, LaunchRequest request) => state.Phase == SlotPhase.Launching && state.Generation == request.Generation;

    [LoggerMessage("The cache of slot {Slot} did not answer; the launch goes on without it.")]
    private partial void LogCacheFailed(LogLevel level, SlotId slot, Exception exception);

    [LoggerMessage("The capacity memory did not take what a launch of slot {Slot} learned.")]
    private partial void LogCapacityFailed(LogLevel level, SlotId slot, Exception exception);
}
