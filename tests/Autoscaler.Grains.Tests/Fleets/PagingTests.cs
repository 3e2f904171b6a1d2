using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.Tenants;
using Autoscaler.Grains.Tests.Kit;
using static Autoscaler.Grains.Tests.Kit.FleetCalls;

namespace Autoscaler.Grains.Tests.Fleets;

/// <summary>Lists, page by page.</summary>
public class PagingTests
{
    [Fact]
    public void Pages_OfAnySizeAndFilter_HoldEveryEndpointExactlyOnceInOrder()
    {
        for (var seed = 1; seed <= SeedCount.Of(3); seed++)
        {
            Seeds.Try(seed, CheckPages);
        }
    }

    [Fact]
    public void Pages_Of2000EndpointsOf50Tenants_HoldThemAll_AlsoAfterACrash()
    {
        using var fleet = new TestFleet(configure: static options => options.FeedCount = 200);
        var ids = Enumerable.Range(0, 2_000).Select(static i => new EndpointId(new TenantId($"tenant-{i % 50}"), $"endpoint-{i}")).Order().ToList();
        fleet.Fleet.Host.Run(() => Task.WhenAll(ids.Select(id => fleet.Fleet.Endpoint(id).PutAsync(Spec(id.Tenant.Value, id.Name), WriteCondition.None, default))));

        Assert.Equal(ids, All(fleet, new EndpointQuery(null, 17, null, null)).Select(static endpoint => endpoint.Id));
        Assert.Equal(50, fleet.TenantNames().Count());
        Assert.Equal(2_000, fleet.Run(() => fleet.Directory().GetSummaryAsync(default)).Endpoints);

        fleet.Crash();
        Assert.Equal(ids, All(fleet, new EndpointQuery(null, 500, null, null)).Select(static endpoint => endpoint.Id));
    }

    [Fact]
    public void Tenants_PageByPage_ThoseThatAreNotThereTakeNoPlace()
    {
        using var fleet = new TestFleet();
        for (var i = 10; i < 60; i++)
        {
            // Listed, and never made.
            fleet.Run(() => fleet.Directory().AddAsync(new TenantId($"t-{i}"), default));
        }

        var made = new[] { "t-10", "t-33", "t-34", "t-59" };
        foreach (var name in made)
        {
            fleet.PutTenant(name);
        }

        for (var limit = 1; limit <= 5; limit++)
        {
            var names = new List<string>();
            TenantId? after = null;
            for (var hasMore = true; hasMore;)
            {
                var page = fleet.Run(() => fleet.Directory().ListTenantsAsync(after, limit, default));
                Assert.InRange(page.Tenants.Length, page.HasMore ? limit : 0, limit);
                names.AddRange(page.Tenants.Select(static tenant => tenant.Id.Value));
                (after, hasMore) = (page.Tenants.LastOrDefault()?.Id, page.HasMore);
            }

            Assert.Equal(made, names);
        }
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(501)]
    public void Limits_ThatThereAreNot_AreRefused(int limit)
    {
        using var fleet = new TestFleet();

        Assert.Throws<ArgumentOutOfRangeException>(() => fleet.Run(() => fleet.Directory().ListTenantsAsync(null, limit, default)));
        Assert.Throws<ArgumentOutOfRangeException>(() => fleet.Run(() => fleet.Directory().ListEndpointsAsync(new EndpointQuery(null, limit, null, null), default)));
        Assert.Throws<ArgumentOutOfRangeException>(() => fleet.Run(() => fleet.Tenant("acme").ListEndpointsAsync(new EndpointQuery(null, limit, null, null), default)));
    }

    [Fact]
    public void MaxTenants_OneMoreIsRefused_ForPutsOfTenantsAndOfEndpoints()
    {
        using var fleet = new TestFleet();
        fleet.Run(() => Task.WhenAll(Enumerable.Range(0, IFleetDirectoryGrain.MaxTenants).Select(i => fleet.Directory().AddAsync(new TenantId($"t-{i}"), default))));

        Assert.Equal("tenant: expected at most 10000 tenants; found one more", $"{Assert.Single(fleet.PutTenant("acme").Errors)}");
        Assert.Equal("tenant: expected at most 10000 tenants; found one more", $"{Assert.Single(fleet.Fleet.Put(Spec("acme", "chat")).Errors)}");
        Assert.False(fleet.ViewTenant("acme").Exists);
        Assert.Equal(WriteOutcome.Created, fleet.PutTenant("t-7").Outcome);
    }

    private static void CheckPages(int seed)
    {
        var random = new Random(seed);
        using var fleet = new TestFleet((ulong)seed);
        var ids = new SortedSet<EndpointId>();
        for (var i = 0; i < 40; i++)
        {
            ids.Add(new EndpointId(new TenantId($"t{random.Next(12)}"), $"{"ab"[random.Next(2)]}{random.Next(30)}"));
        }

        foreach (var id in ids)
        {
            fleet.Put(Spec(id.Tenant.Value, id.Name));
        }

        var deleting = ids.Where(_ => random.Next(4) == 0).ToHashSet();
        foreach (var id in deleting)
        {
            fleet.Fleet.Delete(id);
        }

        // Told by the first tick, and by none after it: no instance is there yet that would have to go.
        fleet.RunFor(TimeSpan.FromSeconds(11));
        deleting.RemoveWhere(id => fleet.View(id).Phase == EndpointPhase.Absent);
        ids.RemoveWhere(id => fleet.View(id).Phase == EndpointPhase.Absent);
        for (var limit = 1; limit <= ids.Count + 1; limit++)
        {
            Assert.Equal(ids, All(fleet, new EndpointQuery(null, limit, null, null)).Select(static endpoint => endpoint.Id));
            Assert.Equal(ids.Where(static id => id.Name.Contains("b1", StringComparison.Ordinal)), All(fleet, new EndpointQuery(null, limit, "b1", null)).Select(static endpoint => endpoint.Id));
            Assert.Equal(ids.Where(deleting.Contains), All(fleet, new EndpointQuery(null, limit, null, EndpointPhase.Deleting)).Select(static endpoint => endpoint.Id));
            Assert.Empty(All(fleet, new EndpointQuery(null, limit, "nobody", null)));
        }

        foreach (var tenant in ids.GroupBy(static id => id.Tenant))
        {
            Assert.Equal(tenant, All(fleet.Tenant(tenant.Key.Value), fleet, new EndpointQuery(null, 2, null, null)).Select(static endpoint => endpoint.Id));
        }
    }

    private static List<EndpointSummary> All(TestFleet fleet, EndpointQuery query) => All(asked => fleet.Directory().ListEndpointsAsync(asked, default), fleet, query);

    private static List<EndpointSummary> All(ITenantGrain tenant, TestFleet fleet, EndpointQuery query) => All(asked => tenant.ListEndpointsAsync(asked, default), fleet, query);

    private static List<EndpointSummary> All(Func<EndpointQuery, Task<EndpointPage>> ask, TestFleet fleet, EndpointQuery query)
    {
        var all = new List<EndpointSummary>();
        for (var hasMore = true; hasMore;)
        {
            var page = fleet.Run(() => ask(query));
            Assert.InRange(page.Endpoints.Length, page.HasMore ? query.Limit : 0, query.Limit);
            all.AddRange(page.Endpoints);
            (query, hasMore) = (query with { After = page.Endpoints.LastOrDefault()?.Id }, page.HasMore);
        }

        return all;
    }
}
