using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Tests.Kit;

/// <summary>An endpoint of two components that may have no copy, after five idle minutes.</summary>
internal static class IdleEndpoint
{
    public static EndpointSpec Spec { get; } = Specs.Endpoint(Specs.A, Component("llm", 'a'), Component("second", 'b'));

    /// <summary>Puts it, and waits until it has its cache and no copy is wanted, for it is known that there is no demand.</summary>
    public static void PutAndSettle(TestFleet fleet)
    {
        fleet.PutAndSettle(Spec);
        foreach (var component in Spec.Components)
        {
            fleet.Cloud.RegisterTraffic(Specs.A, component, Specs.Concurrency(fleet.Now, (0, 0)));
        }

        fleet.RunFor(TimeSpan.FromMinutes(3));
        Assert.Equal((0, 0), (fleet.Latest(Specs.A)!.Wanted, fleet.Latest(Specs.A, "second")!.Wanted));
    }

    private static ComponentSpec Component(string name, char digit)
    {
        var component = Specs.Component(name, digit);
        return component with { MinCopies = 0, Policy = component.Policy with { ScaleToZero = new ScaleToZeroPolicy { IdleGrace = TimeSpan.FromMinutes(5) } } };
    }
}
