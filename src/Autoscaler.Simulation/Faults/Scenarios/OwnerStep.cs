using Autoscaler.Contracts.Specs;

namespace Autoscaler.Simulation.Faults.Scenarios;

/// <summary>Something that an endpoint's owner does, and repeats until it is acknowledged.</summary>
/// <param name="At">When at the earliest, from the start.</param>
internal abstract record OwnerStep(TimeSpan At)
{
    /// <summary>Puts a spec.</summary>
    public sealed record Put(TimeSpan At, EndpointSpec Spec) : OwnerStep(At);

    /// <summary>Deletes the endpoint.</summary>
    public sealed record Delete(TimeSpan At) : OwnerStep(At);

    /// <summary>Pauses scaling, or resumes it.</summary>
    public sealed record SetPaused(TimeSpan At, bool IsPaused) : OwnerStep(At);

    /// <summary>Sets a component's copies, for a time that counts from the call that is acknowledged.</summary>
    public sealed record Override(TimeSpan At, ComponentName Component, int Copies, TimeSpan Length) : OwnerStep(At);

    /// <summary>Has demand count again.</summary>
    public sealed record EndOverride(TimeSpan At, ComponentName Component) : OwnerStep(At);

    /// <summary>Activates a component, and waits until a copy of it serves.</summary>
    public sealed record Activate(TimeSpan At, ComponentName Component) : OwnerStep(At);
}
