using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.SingleProcess;

/// <summary>What the host logs.</summary>
internal static partial class SiloLog
{
    [LoggerMessage(1, LogLevel.Error, "Grain {GrainId}: the activation failed; its callers get the exception, the next call tries again")]
    public static partial void ActivationFailed(ILogger logger, Exception? exception, GrainId grainId);

    [LoggerMessage(2, LogLevel.Error, "Grain {GrainId}: its deactivation threw; the activation ends all the same")]
    public static partial void DeactivationFailed(ILogger logger, Exception? exception, GrainId grainId);

    [LoggerMessage(3, LogLevel.Error, "Grain {GrainId}: a timer's callback threw; the timer goes on")]
    public static partial void TimerFailed(ILogger logger, Exception? exception, GrainId grainId);

    [LoggerMessage(4, LogLevel.Error, "Grain {GrainId}: code outside of any call threw")]
    public static partial void UnhandledInGrain(ILogger logger, Exception? exception, GrainId grainId);

    [LoggerMessage(5, LogLevel.Warning, "The one-way call {Method} threw; no caller sees it")]
    public static partial void OneWayFailed(ILogger logger, Exception? exception, string method);

    [LoggerMessage(7, LogLevel.Error, "Grain {GrainId}: code that waited for a call's cancellation threw")]
    public static partial void CancellationFailed(ILogger logger, Exception? exception, GrainId grainId);

    [LoggerMessage(8, LogLevel.Error, "Reminder {Reminder} of grain {GrainId}: its tick threw; the reminder goes on")]
    public static partial void ReminderFailed(ILogger logger, Exception? exception, string reminder, string grainId);

    [LoggerMessage(6, LogLevel.Warning, "The host stops although {ActivationCount} activations have not ended in time")]
    public static partial void StoppedLate(ILogger logger, int activationCount);
}
