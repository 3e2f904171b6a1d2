using Autoscaler.Keys;

namespace Autoscaler.Api;

/// <summary>The time that callers live in. It is apart from the service's own, which a demonstration runs faster than life.</summary>
public static class ApiTime
{
    /// <summary>The key of the <see cref="TimeProvider"/> service by which requests wait, streams are paced and keys are slowed; <see cref="TimeProvider.System"/> unless another is registered.</summary>
    public const string Key = KeyTime.Key;
}
