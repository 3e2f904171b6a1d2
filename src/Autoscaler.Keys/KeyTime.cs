namespace Autoscaler.Keys;

/// <summary>The time that people live in. It is apart from the service's own, which a demonstration runs faster than life.</summary>
public static class KeyTime
{
    /// <summary>The key of the <see cref="TimeProvider"/> service by which keys are looked at again and guesses are slowed; <see cref="TimeProvider.System"/> unless another is registered.</summary>
    public const string Key = "autoscaler.people";
}
