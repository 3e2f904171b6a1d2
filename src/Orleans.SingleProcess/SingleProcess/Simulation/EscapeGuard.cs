using System.Diagnostics;

namespace Orleans.SingleProcess.Simulation;

/// <summary>Keeps what makes a run worthless, work from a foreign thread or an exception that nobody awaits, until the loop can throw it.</summary>
internal sealed class EscapeGuard
{
    /// <summary>How long a run that would stall waits, in real time, for an escape to show itself; again while the pool has work queued.</summary>
    private const int GraceMilliseconds = 50;

    private const int MaxGraces = 40;

    private readonly object _signal = new();
    private int _ownThread = Environment.CurrentManagedThreadId;
    private Exception? _failure;
    private Exception? _escape;

    /// <summary>The calling thread is the simulation's from now on.</summary>
    public void TakeThread() => _ownThread = Environment.CurrentManagedThreadId;

    /// <summary>Whether the caller is on the simulation's thread; if not, the run fails at its next event.</summary>
    public bool IsOnOwnThread()
    {
        if (Environment.CurrentManagedThreadId == _ownThread)
        {
            return true;
        }

        // Thrown here, on a pool thread, it would end the process.
        var escape = new SimulationEscapeException($"Work came to the simulation from another thread, from:{Environment.NewLine}{new StackTrace(1)}");
        lock (_signal)
        {
            _escape ??= escape;
            Monitor.PulseAll(_signal);
        }

        return false;
    }

    public void Fail(Exception exception) => _failure ??= exception;

    /// <summary>Gives work that left for the pool the time to come back and be noticed; whether it did.</summary>
    public bool AwaitEscape()
    {
        lock (_signal)
        {
            for (var graces = 0; _escape is null && graces < MaxGraces; graces++)
            {
                var hadQueuedWork = ThreadPool.PendingWorkItemCount > 0;
                Monitor.Wait(_signal, GraceMilliseconds);
                if (!hadQueuedWork)
                {
                    break;
                }
            }

            return _escape is not null;
        }
    }

    public void ThrowIfFailed(DateTimeOffset now)
    {
        if (Volatile.Read(ref _escape) is { } escape)
        {
            throw new SimulationEscapeException(escape.Message, escape);
        }

        switch (_failure)
        {
            case null:
                return;
            case SimulationEscapeException escaped:
                throw new SimulationEscapeException(escaped.Message, escaped);
            default:
                throw new SimulationFaultException($"Code that nobody awaits threw at {now:O}: {_failure.Message}", _failure);
        }
    }
}
