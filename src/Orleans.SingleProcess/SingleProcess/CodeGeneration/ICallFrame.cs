using System.Collections.Immutable;

namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>Where code runs: in which call, and with which values of the request context.</summary>
internal interface ICallFrame
{
    /// <summary>The call; null outside of grains.</summary>
    Request? Request { get; }

    /// <summary>The values; null for none.</summary>
    ImmutableDictionary<string, object>? Values { get; }
}
