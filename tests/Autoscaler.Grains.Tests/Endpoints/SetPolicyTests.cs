using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Tests.Endpoints;

/// <summary>Setting the policy of one component.</summary>
public sealed class SetPolicyTests
{
    private static readonly ComponentName Llm = new("llm");

    [Fact]
    public void SetPolicy_OfAComponent_ReplacesItAloneAndDecidesByIt()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A, Specs.Component(), Specs.Component("second", 'b')));
        fleet.Cloud.RegisterTraffic(Specs.A, Specs.Component(), Specs.Concurrency(fleet.Now, (0, 3.5)));
        fleet.RunFor(TimeSpan.FromMinutes(5));
        var before = fleet.View(Specs.A).Spec!;
        Assert.Equal(1, fleet.Latest(Specs.A)!.Wanted);

        var result = Set(fleet, Llm, before.Components[0].Policy with { TargetConcurrencyPerCopy = 1 });
        fleet.RunFor(TimeSpan.FromMinutes(2));

        Assert.True(result.Accepted);
        var after = fleet.View(Specs.A).Spec!;
        Assert.Equal(1, after.Components[0].Policy.TargetConcurrencyPerCopy);
        Assert.Equal(before.Components[1], after.Components[1]);
        Assert.True(fleet.Latest(Specs.A)!.Wanted >= 3, $"{fleet.Latest(Specs.A)}");
    }

    [Fact]
    public void SetPolicy_WithErrors_TellsAllOfThemAndChangesNothing()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var writes = fleet.Storage.WriteCount;
        var bad = new ScalingPolicy { TargetConcurrencyPerCopy = -1, ScaleIn = new ScaleInPolicy { MaxShrinkRatio = 7 } };

        var result = Set(fleet, Llm, bad);

        Assert.False(result.Accepted);
        Assert.Equal(
            ["components[0].policy.scaleIn.maxShrinkRatio", "components[0].policy.targetConcurrencyPerCopy"],
            result.Errors.Select(static error => error.Field).Order(StringComparer.Ordinal));
        Assert.Equal(writes, fleet.Storage.WriteCount);
        Assert.Equal(Specs.Target, fleet.View(Specs.A).Spec!.Components[0].Policy.TargetConcurrencyPerCopy);
    }

    [Fact]
    public void SetPolicy_OfWhatIsNotThere_SaysWhatIs()
    {
        using var fleet = new TestFleet();
        Assert.Equal("id: expected an endpoint that is there and not being deleted; found 'acme/chat' absent", $"{Set(fleet, Llm, new ScalingPolicy()).Errors.Single()}");

        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        Assert.Equal("component: expected a component of 'acme/chat': 'llm'; found 'lm'", $"{Set(fleet, new ComponentName("lm"), new ScalingPolicy()).Errors.Single()}");

        fleet.Fleet.Delete(Specs.A);
        Assert.Equal("id: expected an endpoint that is there and not being deleted; found 'acme/chat' being deleted", $"{Set(fleet, Llm, new ScalingPolicy()).Errors.Single()}");
    }

    private static ChangeResult Set(TestFleet fleet, ComponentName component, ScalingPolicy policy) =>
        fleet.Fleet.Host.Run(() => fleet.Fleet.Endpoint(Specs.A).SetPolicyAsync(component, policy, CancellationToken.None));
}
