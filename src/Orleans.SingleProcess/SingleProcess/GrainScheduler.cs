using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess;

/// <summary>Decides when and on which thread a host's work runs: the one place where messages are delivered and time is taken.</summary>
internal abstract class GrainScheduler
{
    /// <summary>The clock that grains and the host see.</summary>
    public abstract TimeProvider TimeProvider { get; }

    /// <summary>Time since the scheduler was made; never steps back.</summary>
    public abstract TimeSpan Elapsed { get; }

    /// <summary>Whole seconds since the scheduler was made: cheap to read, up to a second behind <see cref="Elapsed"/>.</summary>
    public abstract int Seconds { get; }

    /// <summary>From now on <see cref="Silo.Sweep"/> is called whenever something may be overdue.</summary>
    public abstract void StartSweeping(Silo silo);

    /// <summary>Says that a call has been queued which may become overdue.</summary>
    public abstract void NeedSweep(Request request);

    /// <summary>Takes a call on its way to its target.</summary>
    public abstract void Send(Request request);

    /// <summary>Takes a response on its way to its caller.</summary>
    public abstract void Respond(Request request);

    /// <summary>Takes a response that the caller's own side has made: that its token fired, or that it waited too long.</summary>
    public virtual void RespondLocally(Request request) => Respond(request);

    /// <summary>The activation that a call goes to instead of the one that the directory knows; null, but for faults.</summary>
    public virtual Activation? DetourOf(Request request) => null;

    /// <summary>Will call <see cref="Activation.Drain"/> once.</summary>
    public abstract void Schedule(Activation activation);

    /// <summary>Will call <see cref="GrainTimer.Fire"/> at its due time. The timer is not armed now.</summary>
    public abstract void Arm(GrainTimer timer);

    /// <summary>Undoes <see cref="Arm"/>; does nothing when the timer is not armed.</summary>
    public abstract void Disarm(GrainTimer timer);

    /// <summary>Takes an exception that no caller will see.</summary>
    public abstract void ReportUnhandled(Activation activation, Exception exception);

    /// <summary>False when work that comes back now must be dropped: its host has crashed, or it comes from a foreign thread.</summary>
    public virtual bool AcceptsPost(Activation activation) => true;
}
