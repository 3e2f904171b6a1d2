namespace Autoscaler.Cloud.Simulated.Calls;

/// <summary>
/// Writes down what changed the cloud, after the effect and before the answer. A call that could not be written down is not answered, and nothing else is done until it
/// is written: what somebody was told of is there again after a crash. Used under the cloud's lock.
/// </summary>
internal sealed class CallRecorder(ICloudLog log)
{
    // How much the log may grow before what is long gone is cleaned out of it.
    private const int CallsBetweenCleanings = 2000;

    private KeptCall? _unwritten;
    private int _sinceCleaning;

    /// <summary>Writes down what is still to be written; before any other effect.</summary>
    public void Settle()
    {
        if (_unwritten is { } call)
        {
            log.Append(call.At, call.Call);
            _unwritten = null;
        }
    }

    public void Record(DateTimeOffset at, CloudCall call)
    {
        _unwritten = new KeptCall(0, at, call);
        Settle();
        if (++_sinceCleaning >= CallsBetweenCleanings)
        {
            Clean(at);
        }
    }

    /// <summary>Forgets what is about nothing but what has been gone for long.</summary>
    public void Clean(DateTimeOffset now)
    {
        _sinceCleaning = 0;
        var forgettable = CallReplay.Forgettable(log.Read(), now);
        if (!forgettable.IsEmpty)
        {
            log.Remove(forgettable);
        }
    }
}
