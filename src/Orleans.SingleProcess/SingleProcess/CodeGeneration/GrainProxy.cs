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
        request.Reference = this;
        if (request.TakesToken)
        {
            var token = request.CancellationToken;
            if (token.IsCancellationRequested)
            {
                return Task.FromCanceled<TResult>(token);
            }

            request.WatchCancellation();
        }

        var frame = CallFrame.Current;
        request.Caller = frame?.Request;
        request.Values = frame?.Values;
        Send(request);
        return response;
    }

    /// <summary>Sends a call that nobody waits for.</summary>
    protected void SendOneWay(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var frame = CallFrame.Current;
        request.Reference = this;
        request.Sender = frame?.Request?.Target;
        request.Values = frame?.Values;
        Send(request);
    }

    private void Send(Request request)
    {
        if (Class.Silo.Successor is not null)
        {
            FollowRestart();
        }

        Class.Silo.Send(request);
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
