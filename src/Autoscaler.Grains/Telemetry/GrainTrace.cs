using System.Diagnostics;

namespace Autoscaler.Grains.Telemetry;

/// <summary>
/// Traces of what ticks cause. A trace begins with a feed's poll; its context travels with calls in their request context, in W3C's form, so it does so under either
/// grain runtime. Where nobody listens, and for a poll that is not sampled, nothing is made and nothing travels.
/// </summary>
internal static class GrainTrace
{
    private const string ContextKey = "traceparent";

    private static readonly ActivitySource Source = new(TelemetryNames.TraceSource);

    /// <summary>Begins a trace: nothing that is under way here is its cause. What is called from here on becomes part of it.</summary>
    /// <param name="name">What is done, as <c>feed.poll</c>: few names, no ids.</param>
    public static Activity? BeginTrace(string name)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        // A timer may carry along what was under way when it was made.
        Activity.Current = null;
        return Pass(Source.StartActivity(name));
    }

    /// <summary>Begins a span of a trace; what is called from here on becomes part of it. Null without a trace.</summary>
    /// <param name="name">What is done, as <c>endpoint.tick</c>: few names, no ids.</param>
    /// <param name="context">What it belongs to; null for what the call is part of.</param>
    public static Activity? Begin(string name, string? context = null) => Pass(Note(name, context));

    /// <summary>Begins a span of what is done here alone: what is called from here on does not become part of it. Null without a trace.</summary>
    public static Activity? Note(string name, string? context = null) =>
        Source.HasListeners() && ActivityContext.TryParse(context ?? Activity.Current?.Id ?? RequestContext.Get(ContextKey) as string, null, out var parent)
            ? Source.StartActivity(name, ActivityKind.Internal, parent)
            : null;

    private static Activity? Pass(Activity? span)
    {
        if (span is { Recorded: true })
        {
            RequestContext.Set(ContextKey, span.Id!);
        }

        return span;
    }
}
