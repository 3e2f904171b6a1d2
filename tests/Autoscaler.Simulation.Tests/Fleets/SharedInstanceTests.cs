using Autoscaler.Contracts.Slots;

namespace Autoscaler.Simulation.Tests.Fleets;

/// <summary>Components of one endpoint share its instances.</summary>
public class SharedInstanceTests
{
    [Fact]
    public void TwoComponents_ShareAnInstanceOfFourAccelerators()
    {
        using var fleet = new TestFleet();
        var spec = Specs.Endpoint(
            Specs.A,
            Specs.Component("large", 'a') with { AcceleratorsPerCopy = 2 },
            Specs.Component("small", 'b') with { MinCopies = 2 }) with { InstanceTypes = [Specs.Large] };

        fleet.PutAndSettle(spec);

        var slot = Assert.Single(fleet.Holding(Specs.A));
        Assert.Equal(["large", "small", "small"], slot.Copies.Select(copy => copy.Id.Component.Value).Order());
        Assert.All(slot.Copies, copy => Assert.Equal(CopyPhase.Ready, copy.Phase));
        Assert.Equal(2, Assert.Single(fleet.Ports.Launches).Images.Length);
        Assert.Equal(2, fleet.View(Specs.A).Cache.Entries.Length);
    }
}
