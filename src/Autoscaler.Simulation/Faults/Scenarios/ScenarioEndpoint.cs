using Autoscaler.Contracts.Specs;

namespace Autoscaler.Simulation.Faults.Scenarios;

/// <summary>One endpoint of a scenario: what its owner does with it, and what its users send.</summary>
/// <param name="Id">The endpoint.</param>
/// <param name="Steps">What its owner does, in this order.</param>
/// <param name="Traffic">What is sent to its components.</param>
internal sealed record ScenarioEndpoint(EndpointId Id, ImmutableArray<OwnerStep> Steps, ImmutableArray<ComponentTraffic> Traffic)
{
    /// <summary>What it must come to.</summary>
    public ExpectedEndpoint Expected
    {
        get
        {
            var spec = (Steps.Last(static step => step is OwnerStep.Put or OwnerStep.Delete) as OwnerStep.Put)?.Spec;
            var deletions = Steps.Count(static step => step is OwnerStep.Delete);
            return new ExpectedEndpoint(
                Id, spec, deletions, spec is null ? [] : [.. spec.Components.Select(component => Traffic.First(sent => sent.Component.Name == component.Name).FinalCopies)]);
        }
    }
}

/// <summary>What is sent to a component: its concurrency, in steps.</summary>
/// <param name="Component">The component.</param>
/// <param name="Steps">From when, and how many copies at their target it takes to serve it.</param>
/// <param name="FinalCopies">Copies that the last step, which holds for ever, calls for.</param>
internal sealed record ComponentTraffic(ComponentSpec Component, ImmutableArray<(TimeSpan At, double Copies)> Steps, int FinalCopies)
{
    private static readonly TimeSpan ServiceTime = TimeSpan.FromSeconds(5);

    /// <summary>As the cloud takes it.</summary>
    public TrafficSource SourceFrom(DateTimeOffset start) => new TrafficSource.Rates(
        start,
        [.. Steps.Select(step => new RateStep(step.At, step.Copies * Component.Policy.TargetConcurrencyPerCopy / ServiceTime.TotalSeconds))],
        ServiceTime);
}
