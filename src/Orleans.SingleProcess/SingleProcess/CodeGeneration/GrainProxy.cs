using System.ComponentModel;
using Orleans.Runtime;

namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>Base of the generated references: turns method calls into requests.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainProxy : GrainReference
{
    /// <summary>A reference to this target.</summary>
    protected GrainProxy(GrainProxyTarget target)
        : base(target.Class, target.Key)
    {
    }

    /// <summary>Where the last call went; it may have ended since.</summary>
    internal Activation? Activation { get; set; }

    /// <summary>The target's <see cref="Activation.StableId"/>, before it is activated too.</summary>
    internal ulong StableTargetId => Activation?.StableId ?? StableHash.Of(Class.GrainType.ToString()!, Key);

    /// <summary>Sends a call.</summary>
    protected Task<TResult> SendAsync<TResult>(Request<TResult> request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = request.Response;
        var token = request.CancellationToken;
        if (token.CanBeCanceled)
        {
            if (token.IsCancellationRequested)
            {
                return Task.FromCanceled<TResult>(token);
            }

            request.Reference = this;
            request.WatchCancellation();
        }

        request.Caller = Request.Current;
        Send(request);
        return response;
    }

    /// <summary>Sends a call that nobody waits for.</summary>
    protected void SendOneWay(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Send(request);
    }

    private void Send(Request request)
    {
        if (Class.Silo.Successor is not null)
        {
            FollowRestart();
        }

        request.Reference = this;
        Class.Silo.Scheduler.Send(request);
    }

    private void FollowRestart()
    {
        while (Class.Silo.Successor is { } successor)
        {
            Class = successor.References.SameClass(Class);
        }

        Activation = null;
    }
}
