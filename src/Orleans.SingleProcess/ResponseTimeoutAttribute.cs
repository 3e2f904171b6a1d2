using System.Globalization;

namespace Orleans;

/// <summary>
/// How long a caller of the method waits before its call fails with <see cref="TimeoutException"/>, in Orleans. This host times no call out: what
/// Orleans needs timeouts for, a call cycle or a lost host, it reports at once.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    /// <summary>The time; null means the host's default.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
