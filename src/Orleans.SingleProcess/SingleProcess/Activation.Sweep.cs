using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess;

/// <summary>What the host looks for now and then: calls that wait too long, and that nobody calls any more.</summary>
internal sealed partial class Activation
{
    /// <summary>Adds the calls whose callers have waited too long; those that have not begun leave the queue.</summary>
    public SweepNeed CollectOverdue(int now, List<Request> overdue)
    {
        if (_running == 0 && _waiting.Head is null)
        {
            return SweepNeed.None;
        }

        var need = SweepNeed.None;
        lock (this)
        {
            if (_phase == ActivationPhase.Created)
            {
                // Its first call is what it begins with; it begins as soon as it has a thread.
                return SweepNeed.Overdue;
            }

            while (_waiting.TakeFirst(request => request.Deadline <= now) is { } waiting)
            {
                overdue.Add(waiting);
            }

            for (var running = _runningHead; running is not null; running = (Request?)running.Next)
            {
                if (running.Deadline <= now && !running.IsAnswered)
                {
                    overdue.Add(running);
                }
                else if (running.Deadline != Request.NoDeadline && !running.IsAnswered)
                {
                    need = SweepNeed.Overdue;
                }
            }

            return _waiting.Head is null ? need : SweepNeed.Overdue;
        }
    }

    /// <summary>Whether it looks idle since this second; racy, to be asked again under the lock.</summary>
    public bool IsIdleSince(int second) =>
        _phase == ActivationPhase.Active && _deactivation is null && _running == 0 && _lastUsed <= second && _waiting.Head is null && _ready.Head is null;

    /// <summary>Gives the activation up if nobody has used it since this second.</summary>
    public void CollectIfIdle(int second)
    {
        bool schedule;
        lock (this)
        {
            if (!IsIdleSince(second))
            {
                return;
            }

            _deactivation = IdleDeactivation;
            schedule = MustSchedule();
        }

        if (schedule)
        {
            Silo.Scheduler.Schedule(this);
        }
    }
}
