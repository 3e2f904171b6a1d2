using Microsoft.Extensions.Logging;

namespace Autoscaler.Grains;

/// <summary>How loudly a call that failed and is made again is told.</summary>
internal static class FaultLevel
{
    /// <summary>A silo that stops or was lost is told by whoever runs it, and takes many calls with it; anything else is a warning.</summary>
    public static LogLevel Of(Exception fault) => fault is SiloUnavailableException ? LogLevel.Information : LogLevel.Warning;
}
