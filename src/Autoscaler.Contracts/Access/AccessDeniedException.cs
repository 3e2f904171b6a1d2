namespace Autoscaler.Contracts.Access;

/// <summary>A call on somebody's behalf was refused before it reached its grain.</summary>
[GenerateSerializer, Alias("autoscaler.AccessDeniedException")]
public sealed class AccessDeniedException : Exception
{
    /// <summary>With the reason.</summary>
    /// <param name="denial">Why.</param>
    /// <param name="message">What was tried, and by whom; it names nothing that the caller may not see.</param>
    public AccessDeniedException(AccessDenial denial, string message)
        : base(message) => Denial = denial;

    /// <summary>Why.</summary>
    [Id(0)] public AccessDenial Denial { get; }
}
