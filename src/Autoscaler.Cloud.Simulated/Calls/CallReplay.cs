namespace Autoscaler.Cloud.Simulated.Calls;

/// <summary>What of a log is made again, and what no longer needs to be.</summary>
internal static class CallReplay
{
    /// <summary>
    /// How long what is gone is remembered: so long a cloud knows the tokens of launches, so that a call that is repeated late launches nothing.
    /// </summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    /// <summary>Makes the calls again, each at its time.</summary>
    public static void Apply(ImmutableArray<KeptCall> calls, World world)
    {
        foreach (var kept in WithoutUndone(calls))
        {
            world.Events.AdvanceTo(kept.At);
            kept.Call.Apply(world);
        }
    }

    /// <summary>The numbers of the calls that are about nothing but what has been gone for long.</summary>
    public static ImmutableArray<long> Forgettable(ImmutableArray<KeptCall> calls, DateTimeOffset now)
    {
        var goneInstances = calls.Where(kept => kept.Call is CloudCall.Terminate && now - kept.At > Memory)
            .Select(static kept => ((CloudCall.Terminate)kept.Call).Instance).ToHashSet();
        var oldestLaunch = calls.Where(kept => kept.Call is CloudCall.Launch launch && !goneInstances.Contains(launch.Answer.Instance))
            .Select(static kept => kept.At).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();

        // An instance that was launched while the snapshot was there may have booted from it.
        var goneBuilds = calls.Where(kept => kept.Call is CloudCall.DeleteBuild && now - kept.At > Memory && kept.At < oldestLaunch)
            .Select(static kept => ((CloudCall.DeleteBuild)kept.Call).Request.Token).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. calls.Where(kept => InstanceOf(kept.Call) is { } instance ? goneInstances.Contains(instance) : BuildOf(kept.Call) is { } token && goneBuilds.Contains(token))
                .Select(static kept => kept.Number),
        ];
    }

    /// <summary>
    /// Without the drains that were taken back. Nobody's requests are served while calls are made again, so a drain that is made again ends at once, and could not be
    /// taken back any more.
    /// </summary>
    private static IEnumerable<KeptCall> WithoutUndone(ImmutableArray<KeptCall> calls)
    {
        var undone = new HashSet<KeptCall>(ReferenceEqualityComparer.Instance);
        var drains = new Dictionary<(InstanceId, CopyId), KeptCall>();
        foreach (var kept in calls)
        {
            if (kept.Call is CloudCall.DrainCopy drain)
            {
                drains[(drain.Instance, drain.Copy)] = kept;
            }
            else if (kept.Call is CloudCall.UndrainCopy undrain && drains.Remove((undrain.Instance, undrain.Copy), out var taken))
            {
                undone.Add(taken);
                undone.Add(kept);
            }
        }

        return calls.Where(kept => !undone.Contains(kept));
    }

    private static InstanceId? InstanceOf(CloudCall call) => call switch
    {
        CloudCall.Launch launch => launch.Answer.Instance,
        CloudCall.Terminate terminate => terminate.Instance,
        CloudCall.StartCopy start => start.Instance,
        CloudCall.DrainCopy drain => drain.Instance,
        CloudCall.UndrainCopy undrain => undrain.Instance,
        CloudCall.StopCopy stop => stop.Instance,
        CloudCall.Evict evict => evict.Instance,
        _ => null,
    };

    private static string? BuildOf(CloudCall call) => call switch
    {
        CloudCall.Build build => build.Request.Token,
        CloudCall.DeleteBuild delete => delete.Request.Token,
        CloudCall.SetRestore set => set.Request.Token,
        _ => null,
    };
}
