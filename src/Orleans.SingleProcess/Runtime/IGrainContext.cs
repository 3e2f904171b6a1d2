namespace Orleans.Runtime;

/// <summary>One activation of a grain, as its grain sees it.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>A reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The grain's id.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain's object; null until it is built.</summary>
    object? GrainInstance { get; }

    /// <summary>The host's services.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Ends when the activation has been deactivated.</summary>
    Task Deactivated { get; }

    /// <summary>Asks for the activation to end once the calls that run now have ended. Calls that wait go to the next activation.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
