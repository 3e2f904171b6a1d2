using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Grains.Tests.Kit;

/// <summary>An observer that keeps what it is told, and can fail at it.</summary>
internal sealed class SeenEvents : IEndpointObserver
{
    public List<FleetEvent> Seen { get; } = [];

    public bool Throws { get; init; }

    public bool Faults { get; init; }

    public IEnumerable<DecisionMade> Decisions => Seen.OfType<DecisionMade>();

    public Task OnEventAsync(FleetEvent happened)
    {
        Seen.Add(happened);
        return Throws ? throw new InvalidOperationException("broken") : Faults ? Task.FromException(new InvalidOperationException("faulted")) : Task.CompletedTask;
    }
}
