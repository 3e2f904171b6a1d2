using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Grains.Tests.Kit;
using Autoscaler.Grains.Tenants;
using Autoscaler.Simulation.Fleets;
using Orleans.SingleProcess.Simulation.Faults;
using Orleans.Storage;
using static Autoscaler.Grains.Tests.Kit.FleetCalls;

namespace Autoscaler.Grains.Tests.Tenants;

/// <summary>Tenants when something goes wrong.</summary>
public class TenantFaultTests
{
    [Fact]
    public void CrashBetweenAdmissionAndFirstWrite_LeavesNothingThatIsListed_AndThePutCanBeMadeAgain()
    {
        using var fleet = new TestFleet();
        fleet.PutTenant("acme", 1);
        fleet.Storage.Fault = static (state, _) => state == "endpoint" ? WriteFault.Hang : WriteFault.None;
        _ = fleet.Fleet.Host.Start(() => fleet.Fleet.Endpoint(Specs.A).PutAsync(Specs.Endpoint(Specs.A), WriteCondition.None, default));
        fleet.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal(["chat"], fleet.Storage.Find<TenantState>("tenant", "acme")!.Endpoints.AsEnumerable());

        fleet.Crash();
        fleet.Storage.Fault = null;

        Assert.Empty(fleet.ListEndpoints("acme"));
        Assert.Equal(0, fleet.ViewTenant("acme").Summary.Endpoints);
        fleet.Put(Specs.Endpoint(Specs.A));
        Assert.Equal(["chat"], fleet.ListEndpoints("acme").Select(static endpoint => endpoint.Id.Name));
    }

    [Fact]
    public void CrashBetweenAdmissionAndFirstWrite_TheTenantCanBeDeleted()
    {
        using var fleet = new TestFleet();
        fleet.Storage.Fault = static (state, _) => state == "endpoint" ? WriteFault.Hang : WriteFault.None;
        _ = fleet.Fleet.Host.Start(() => fleet.Fleet.Endpoint(Specs.A).PutAsync(Specs.Endpoint(Specs.A), WriteCondition.None, default));
        fleet.RunFor(TimeSpan.FromSeconds(1));
        fleet.Crash();
        fleet.Storage.Fault = null;

        Assert.Equal(WriteOutcome.Changed, fleet.DeleteTenant("acme").Outcome);
        Assert.Empty(fleet.TenantNames());
    }

    [Fact]
    public void EndpointThatWasTakenForNeverMade_IsBackOnTheListWithItsNextTick_WhateverTheQuota()
    {
        using var fleet = new TestFleet();
        fleet.PutTenant("acme", 1);
        fleet.Storage.Fault = static (state, key) => state == "endpoint" && key == "acme/chat" ? WriteFault.Hang : WriteFault.None;
        _ = fleet.Fleet.Host.Start(() => fleet.Fleet.Endpoint(Specs.A).PutAsync(Specs.Endpoint(Specs.A), WriteCondition.None, default));
        fleet.RunFor(TimeSpan.FromMinutes(3));
        fleet.Put(Spec("acme", "other"));
        Assert.Equal(["other"], fleet.Storage.Find<TenantState>("tenant", "acme")!.Endpoints.AsEnumerable());

        fleet.Storage.Fault = null;
        fleet.Fleet.Host.Run(() =>
        {
            fleet.Storage.ReleaseHung();
            return Task.CompletedTask;
        });
        fleet.RunFor(TimeSpan.FromSeconds(30));

        Assert.Equal(["chat", "other"], fleet.ListEndpoints("acme").Select(static endpoint => endpoint.Id.Name));
        Assert.Equal(["chat", "other"], fleet.Storage.Find<TenantState>("tenant", "acme")!.Endpoints.AsEnumerable());
    }

    [Fact]
    public void DeletionThatEndsBeforeTheKeysAreGone_OpensNothing()
    {
        using var fleet = new TestFleet();
        fleet.PutTenant("acme");
        var key = fleet.CreateKey("acme");
        fleet.Storage.Fault = static (state, _) => state == "keys" ? WriteFault.Refuse : WriteFault.None;
        Assert.ThrowsAny<Exception>(() => fleet.DeleteTenant("acme"));
        Assert.False(fleet.ViewTenant("acme").Exists);
        Assert.Empty(fleet.TenantNames());

        // As long as they cannot be cleared away, nobody makes the tenant anew.
        Assert.ThrowsAny<Exception>(() => fleet.PutTenant("acme"));
        fleet.Storage.Fault = null;
        Assert.Equal(WriteOutcome.Created, fleet.PutTenant("acme").Outcome);

        Assert.Null(fleet.Authenticate(key.Token));
        Assert.Equal(["acme"], fleet.TenantNames());
    }

    [Fact]
    public void DeletionThatDidNotEnd_IsEndedByTheNext()
    {
        using var fleet = new TestFleet();
        fleet.PutTenant("acme");
        var key = fleet.CreateKey("acme");
        fleet.Storage.Fault = static (state, _) => state is "keys" or "directory" ? WriteFault.Refuse : WriteFault.None;
        Assert.ThrowsAny<Exception>(() => fleet.DeleteTenant("acme"));
        fleet.Storage.Fault = null;

        Assert.Equal(WriteOutcome.Absent, fleet.DeleteTenant("acme").Outcome);

        Assert.Null(fleet.Authenticate(key.Token));
        Assert.Empty(fleet.Storage.Find<Grains.Fleets.FleetDirectoryState>("directory", IFleetDirectoryGrain.Key)!.Tenants);
    }

    [Fact]
    public void EndpointThatDoesNotAnswer_IsListedAsUnknown_AndKeepsNobodyWaitingForLong()
    {
        using var fleet = new TestFleet();
        foreach (var name in "abc")
        {
            fleet.Put(Spec("acme", $"{name}"));
        }

        fleet.Crash();
        fleet.Storage.HangsRead = static (state, key) => state == "endpoint" && key == "acme/b";
        var before = fleet.Now;
        var listed = fleet.ListEndpoints("acme");
        var summary = fleet.ViewTenant("acme").Summary;

        Assert.True(fleet.Now - before <= TimeSpan.FromSeconds(20), $"It took {fleet.Now - before}.");
        Assert.Equal([("a", false), ("b", true), ("c", false)], listed.Select(static endpoint => (endpoint.Id.Name, endpoint.IsUnknown)));
        Assert.Equal((3, 1), (summary.Endpoints, summary.Unknown));

        fleet.Storage.HangsRead = null;
        fleet.Fleet.Host.Run(() =>
        {
            fleet.Storage.ReleaseHung();
            return Task.CompletedTask;
        });
        fleet.RunFor(TimeSpan.FromMinutes(1));
        Assert.All(fleet.ListEndpoints("acme"), static endpoint => Assert.False(endpoint.IsUnknown));
    }

    [Fact]
    public void TwoActivationsForAWhile_AndWritesThatFail_LoseNoEndpointAndNoTenant()
    {
        for (var seed = 1; seed <= SeedCount.Of(10); seed++)
        {
            Seeds.Try(seed, static seed =>
            {
                var faultsEnd = new DateTimeOffset(2026, 1, 1, 0, 5, 0, TimeSpan.Zero);
                var plan = new FaultPlan { SecondActivationRatio = 0.05, WriteConflictRatio = 0.02, WriteFailureRatio = 0.02, WriteUnknownRatio = 0.02, Until = faultsEnd };
                using var fleet = new SimulatedFleet(new SimulatedFleetOptions { Seed = (ulong)seed, Faults = plan }, new ListJournal());
                var specs = Enumerable.Range(0, 12).Select(static i => Spec($"tenant-{i % 3}", $"endpoint-{i}")).ToList();
                foreach (var spec in specs)
                {
                    PutUntilAccepted(fleet, spec);
                }

                fleet.RunFor(TimeSpan.FromMinutes(15));

                var page = ListUntilAnswered(fleet);
                Assert.Equal(specs.Select(static spec => spec.Id).Order(), page.Endpoints.Select(static endpoint => endpoint.Id));
                Assert.All(page.Endpoints, static endpoint => Assert.False(endpoint.IsUnknown));
            });
        }
    }

    // An activation that finds out that another one wrote says so once, and is gone.
    private static EndpointPage ListUntilAnswered(SimulatedFleet fleet)
    {
        var directory = fleet.Host.Grains.GetGrain<IFleetDirectoryGrain>(IFleetDirectoryGrain.Key);
        for (var stale = 0; ; stale++)
        {
            try
            {
                return fleet.Host.Run(() => directory.ListEndpointsAsync(new EndpointQuery(null, EndpointQuery.MaxLimit, null, EndpointPhase.Active), default));
            }
            catch (InconsistentStateException) when (stale < 4)
            {
                // The directory's, or one of three tenants'.
            }
        }
    }

    private static void PutUntilAccepted(SimulatedFleet fleet, Contracts.Specs.EndpointSpec spec)
    {
        const int MaxTries = 20;
        for (var tries = 0; tries < MaxTries; tries++)
        {
            try
            {
                if (fleet.Put(spec).Accepted)
                {
                    return;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whoever puts makes it again.
                fleet.RunFor(TimeSpan.FromSeconds(1));
            }
        }

        throw new TimeoutException($"{spec.Id} was not put in {MaxTries} tries.");
    }
}
