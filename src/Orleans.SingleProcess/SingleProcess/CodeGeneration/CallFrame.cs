using System.Collections.Immutable;

namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>A frame whose values were set after its call began. The call itself is the frame before that, so that a call costs one flowing value and no object.</summary>
internal sealed class CallFrame : ICallFrame
{
    private static readonly AsyncLocal<ICallFrame?> Flowing = new();

    private CallFrame(Request? request, ImmutableDictionary<string, object>? values)
    {
        Request = request;
        Values = values;
    }

    /// <summary>The frame of the code that runs now; null outside of grains as long as no value was set.</summary>
    public static ICallFrame? Current => Flowing.Value;

    public Request? Request { get; }

    public ImmutableDictionary<string, object>? Values { get; }

    /// <summary>From here on, code runs in this frame.</summary>
    public static void Enter(ICallFrame frame) => Flowing.Value = frame;

    /// <summary>From here on, code runs with these values.</summary>
    public static void Enter(ImmutableDictionary<string, object> values) =>
        Flowing.Value = new CallFrame(Current?.Request, values.IsEmpty ? null : values);
}
