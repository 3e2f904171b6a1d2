using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Scaling;

/// <summary>Stops a component's launches after repeated failures; they resume when enough of the failures are out of the window.</summary>
public static class RunawayGuard
{
    /// <summary>Whether no copy of the component may be started now.</summary>
    public static bool Stops(ComponentSpec component, ImmutableArray<ComponentFailure> failures, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(component);
        var count = 0;
        foreach (var failure in failures)
        {
            if (failure.Component == component.Name && now - failure.At < component.Policy.Runaway.Window)
            {
                count++;
            }
        }

        return count >= component.Policy.Runaway.MaxFailures;
    }
}
