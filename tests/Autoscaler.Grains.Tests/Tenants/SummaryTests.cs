using Autoscaler.Contracts.Fleets;
using Autoscaler.Grains.Tests.Kit;
using static Autoscaler.Grains.Tests.Kit.FleetCalls;

namespace Autoscaler.Grains.Tests.Tenants;

/// <summary>What tenants and the fleet say of their endpoints together.</summary>
public sealed class SummaryTests : IDisposable
{
    private readonly TestFleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public void Summary_FollowsItsEndpoints_ThroughTicksACrashAndADeletion()
    {
        var ids = new[] { Spec("acme", "a").Id, Spec("acme", "b").Id, Spec("globex", "c").Id };
        foreach (var id in ids)
        {
            _fleet.Put(Spec(id.Tenant.Value, id.Name));
        }

        AssertIsSumOfViews(ids);
        _fleet.Await("each has a copy", TimeSpan.FromHours(1), () => ids.All(id => _fleet.Ready(id) == 1));
        _fleet.RunFor(TimeSpan.FromSeconds(25));
        AssertIsSumOfViews(ids);
        Assert.Equal(3, Fleet().Copies.Ready);
        Assert.True(Fleet().Price.Value > 0);
        Assert.Equal(new AcceleratorUse(Total: 3, InUse: 3), Fleet().Accelerators);

        _fleet.Crash();
        AssertIsSumOfViews(ids);
        _fleet.RunFor(TimeSpan.FromMinutes(5));
        AssertIsSumOfViews(ids);
        Assert.Equal(3, Fleet().Copies.Ready);

        _fleet.Fleet.Delete(ids[0]);
        _fleet.RunFor(TimeSpan.FromSeconds(15));
        Assert.Equal((3, 1), (Fleet().Endpoints, Fleet().Deleting));
        _fleet.DeleteAndSettle(ids[0]);
        AssertIsSumOfViews(ids[1..]);
        _fleet.RunFor(TimeSpan.FromSeconds(2));
        Assert.Equal((2, 0, 2), (Fleet().Endpoints, Fleet().Deleting, Fleet().Tenants));
    }

    [Fact]
    public void FleetSummary_IsAtMostASecondOld_AndAsksOnceForAllWhoAsk()
    {
        _fleet.Put(Spec("acme", "a"));
        Assert.Equal(1, Fleet().Endpoints);
        _fleet.Put(Spec("acme", "b"));
        Assert.Equal(1, Fleet().Endpoints);

        _fleet.RunFor(TimeSpan.FromSeconds(1));
        var events = _fleet.Fleet.Host.EventCount;
        Assert.Equal(2, Fleet().Endpoints);
        var alone = _fleet.Fleet.Host.EventCount - events;

        _fleet.RunFor(TimeSpan.FromSeconds(1));
        events = _fleet.Fleet.Host.EventCount;
        var together = _fleet.Run(() => Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _fleet.Directory().GetSummaryAsync(default))));
        Assert.All(together, static summary => Assert.Equal(2, summary.Endpoints));

        // Their own calls and answers, and the tenants' once.
        Assert.InRange(_fleet.Fleet.Host.EventCount - events, 100, 100 + alone);
    }

    private FleetSummary Fleet() => _fleet.Run(() => _fleet.Directory().GetSummaryAsync(default));

    private void AssertIsSumOfViews(EndpointId[] ids)
    {
        foreach (var tenant in ids.GroupBy(static id => id.Tenant))
        {
            var expected = tenant.Aggregate(FleetSummary.Empty with { Tenants = 1 }, (sum, id) => sum.With(EndpointSummary.Of(_fleet.View(id))));
            Assert.Equal(expected, _fleet.ViewTenant(tenant.Key.Value).Summary);
        }
    }
}
