using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess;

/// <summary>
/// Searches what a queued call waits for. It runs only when a grain's call was queued behind a turn, after it was queued: of two calls that
/// close a cycle at the same time at least one sees the other.
/// </summary>
internal static class CallCycle
{
    /// <summary>Frames looked at before the search gives up and the call just waits.</summary>
    private const int MaxFrames = 10_000;

    /// <summary>The exception that names the cycle which <paramref name="request"/>, queued at <paramref name="target"/>, closes; null when it closes none.</summary>
    public static CallCycleException? Find(Activation target, Request request)
    {
        if (HolderIn(request.Caller, target) is not null)
        {
            return new CallCycleException($"The call would wait for itself: {Chain(request.Caller, target)} -> {target.GrainId}.");
        }

        var blocked = new List<Request> { request.Caller! };
        var seen = new HashSet<Request>(ReferenceEqualityComparer.Instance) { request.Caller! };
        for (var index = 0; index < blocked.Count && blocked.Count < MaxFrames; index++)
        {
            if (index > 0 && HolderIn(blocked[index], target) is not null)
            {
                return new CallCycleException(
                    $"The call would wait for itself: {Chain(request.Caller, null)} -> {target.GrainId}, "
                    + $"while {Chain(blocked[index], target)} waits in a queue for the first to end.");
            }

            AddBlockedBy(blocked[index], blocked, seen);
        }

        return null;
    }

    /// <summary>Adds all that cannot end before <paramref name="frame"/> ends: whoever waits for a grain that its chain holds.</summary>
    private static void AddBlockedBy(Request frame, List<Request> blocked, HashSet<Request> seen)
    {
        var callers = new List<Request>();
        for (var held = frame; held is not null; held = AwaitingCallerOf(held))
        {
            if (held.Holds)
            {
                held.Target!.CollectWaitingCallers(callers);
            }
        }

        foreach (var caller in callers)
        {
            if (seen.Add(caller))
            {
                blocked.Add(caller);
            }
        }
    }

    private static Request? HolderIn(Request? chain, Activation target)
    {
        for (var frame = chain; frame is not null; frame = AwaitingCallerOf(frame))
        {
            if (frame.Holds && ReferenceEquals(frame.Target, target))
            {
                return frame;
            }
        }

        return null;
    }

    /// <summary>Who waits for the frame: nobody any more, when its call was cancelled or took too long.</summary>
    private static Request? AwaitingCallerOf(Request frame) => frame.IsAnswered ? null : frame.Caller;

    /// <summary>The chain in the order of its calls, from the frame that holds <paramref name="from"/>, or from its root.</summary>
    private static string Chain(Request? last, Activation? from)
    {
        var names = new List<string>();
        for (var frame = last; frame is not null; frame = AwaitingCallerOf(frame))
        {
            names.Add(frame.Describe());
            if (frame.Holds && ReferenceEquals(frame.Target, from))
            {
                break;
            }
        }

        names.Reverse();
        return string.Join(" -> ", names);
    }
}
