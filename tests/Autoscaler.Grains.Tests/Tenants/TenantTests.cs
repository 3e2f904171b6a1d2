using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Grains.Tests.Kit;
using static Autoscaler.Grains.Tests.Kit.FleetCalls;

namespace Autoscaler.Grains.Tests.Tenants;

/// <summary>The life of a tenant.</summary>
public sealed class TenantTests : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(3);

    private readonly TestFleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public void Put_MakesChangesAndLeavesAlone()
    {
        Assert.Equal((WriteOutcome.Created, 1L), Of(_fleet.PutTenant("acme", 5)));
        var view = _fleet.ViewTenant("acme");
        Assert.Equal((true, 5, 1, (DateTimeOffset?)_fleet.Now), (view.Exists, view.Spec.MaxEndpoints, view.Version, view.CreatedAt));
        Assert.Equal(["acme"], _fleet.TenantNames());

        var (writes, changes) = (_fleet.Storage.WriteCount, _fleet.Changes.All.Count);
        Assert.Equal((WriteOutcome.Unchanged, 1L), Of(_fleet.PutTenant("acme", 5)));
        Assert.Equal((writes, changes), (_fleet.Storage.WriteCount, _fleet.Changes.All.Count));

        Assert.Equal((WriteOutcome.Changed, 2L), Of(_fleet.PutTenant("acme", 7)));
        Assert.Equal(["null->5", "5->7"], _fleet.Changes.All.Select(static change => $"{change.Fields[0].From ?? "null"}->{change.Fields[0].To}"));
        Assert.All(_fleet.Changes.All, static change => Assert.Equal(("tenant.put", "acme", null), (change.Action, change.Tenant?.Value, change.Endpoint)));
    }

    [Fact]
    public void Conditions_ThatDoNotHold_ChangeNothing()
    {
        Assert.Equal(WriteOutcome.Conflict, _fleet.PutTenant("acme", 5, WriteCondition.Version(1)).Outcome);
        Assert.Equal(WriteOutcome.Conflict, _fleet.DeleteTenant("acme", WriteCondition.Version(1)).Outcome);
        Assert.Equal(WriteOutcome.Created, _fleet.PutTenant("acme", 5, WriteCondition.Absent).Outcome);
        var writes = _fleet.Storage.WriteCount;

        Assert.Equal((WriteOutcome.Conflict, 1L), Of(_fleet.PutTenant("acme", 6, WriteCondition.Absent)));
        Assert.Equal(WriteOutcome.Conflict, _fleet.PutTenant("acme", 6, WriteCondition.Version(2)).Outcome);
        Assert.Equal(WriteOutcome.Conflict, _fleet.DeleteTenant("acme", WriteCondition.Version(2)).Outcome);

        Assert.Equal(writes, _fleet.Storage.WriteCount);
        Assert.Equal(WriteOutcome.Changed, _fleet.PutTenant("acme", 6, WriteCondition.Version(1)).Outcome);
        Assert.Equal(WriteOutcome.Changed, _fleet.DeleteTenant("acme", WriteCondition.Version(2)).Outcome);
    }

    [Theory, InlineData("acme", 0, 0), InlineData("acme", 10_000, 0), InlineData("acme", -1, 1), InlineData("acme", 10_001, 1), InlineData("Acme", 10_001, 2)]
    [InlineData("a.b", 1, 1), InlineData("a_b", 1, 1), InlineData("..", 1, 1)]
    public void Put_AtAndPastTheLimits_TellsAllErrors(string name, int maxEndpoints, int errors)
    {
        var result = _fleet.PutTenant(name, maxEndpoints);

        Assert.Equal((errors == 0, errors), (result.Accepted, result.Errors.Length));
        Assert.Equal(errors == 0, _fleet.Storage.WriteCount > 0);
    }

    [Fact]
    public void EndpointPut_OfATenantThatIsNotThere_MakesItWithTheDefaultQuota_AndSaysSo()
    {
        _fleet.Put(Spec("acme", "chat"));

        var view = _fleet.ViewTenant("acme");
        Assert.Equal((true, 1_000, 1L, 1), (view.Exists, view.Spec.MaxEndpoints, view.Version, view.Summary.Endpoints));
        Assert.Equal(["tenant.put", "endpoint.put"], _fleet.Actions());
        Assert.Equal(["acme"], _fleet.TenantNames());
        Assert.Equal(WriteOutcome.Unchanged, _fleet.PutTenant("acme").Outcome);
    }

    [Fact]
    public void Quota_LetsNothingCome_AndNothingGo()
    {
        _fleet.PutTenant("acme", 1);
        _fleet.Put(Spec("acme", "a"));

        var refused = _fleet.Fleet.Put(Spec("acme", "b"));
        Assert.Equal("id: expected at most 1 endpoints of tenant 'acme', its quota (maxEndpoints); found one more", $"{Assert.Single(refused.Errors)}");
        Assert.Equal(EndpointPhase.Absent, _fleet.View(Spec("acme", "b").Id).Phase);

        _fleet.PutTenant("acme", 0);
        Assert.Equal(WriteOutcome.Changed, _fleet.Fleet.Put(Spec("acme", "a") with { Zones = [Specs.ZoneA] }).Outcome);
        _fleet.PutTenant("acme", 2);
        _fleet.Put(Spec("acme", "b"));
        Assert.Equal(["a", "b"], _fleet.ListEndpoints("acme").Select(static endpoint => endpoint.Id.Name));
        Assert.False(_fleet.Fleet.Put(Spec("acme", "c")).Accepted);

        _fleet.Fleet.Delete(Spec("acme", "a").Id);
        Assert.False(_fleet.Fleet.Put(Spec("acme", "c")).Accepted);
        _fleet.DeleteAndSettle(Spec("acme", "a").Id);
        _fleet.Put(Spec("acme", "c"));
        Assert.Equal(["b", "c"], _fleet.ListEndpoints("acme").Select(static endpoint => endpoint.Id.Name));
    }

    [Fact]
    public void Delete_WithEndpoints_IsRefusedAndNamesThem_UntilTheirDeletionHasEnded()
    {
        foreach (var name in "abcdefg")
        {
            _fleet.Put(Spec("acme", $"{name}"));
        }

        var refused = _fleet.DeleteTenant("acme");
        Assert.Equal(WriteOutcome.Refused, refused.Outcome);
        Assert.Equal("7: a, b, c, d, e, …", Assert.Single(refused.Errors).Found);

        foreach (var name in "abcdefg")
        {
            _fleet.Fleet.Delete(Spec("acme", $"{name}").Id);
        }

        Assert.Equal(WriteOutcome.Refused, _fleet.DeleteTenant("acme").Outcome);
        _fleet.Await("all are absent", TimeSpan.FromHours(1), () => _fleet.ListEndpoints("acme").IsEmpty);
        Assert.Equal((WriteOutcome.Changed, 0L), Of(_fleet.DeleteTenant("acme")));
        Assert.Empty(_fleet.TenantNames());
        Assert.Equal(("tenant.delete", "1000", null), _fleet.Changes.All[^1] is var last ? (last.Action, last.Fields[0].From, last.Fields[0].To) : default);
        Assert.Equal(WriteOutcome.Absent, _fleet.DeleteTenant("acme").Outcome);
    }

    [Fact]
    public void Delete_TakesItsKeysWithIt_AlsoForATenantThatIsMadeAnew()
    {
        _fleet.PutTenant("acme", 5);
        var (key, platform) = (_fleet.CreateKey("acme"), _fleet.CreateKey());
        Assert.NotNull(_fleet.Authenticate(key.Token));

        _fleet.DeleteTenant("acme");
        Assert.Null(_fleet.Authenticate(key.Token));
        Assert.Equal("tenant", Assert.Single(_fleet.CreateKey("acme").Errors).Field);

        Assert.Equal((WriteOutcome.Created, 3L), Of(_fleet.PutTenant("acme")));
        Assert.Equal(1_000, _fleet.ViewTenant("acme").Spec.MaxEndpoints);
        Assert.Null(_fleet.Authenticate(key.Token));
        Assert.NotNull(_fleet.Authenticate(platform.Token));
        Assert.NotNull(_fleet.Authenticate(_fleet.CreateKey("acme").Token));
    }

    [Fact]
    public void EndpointPut_ByAKeyOfATenantThatIsNoMore_DoesNotBringItBack()
    {
        var left = new Caller { KeyId = "abcdefghijk1", Name = "old", Role = Role.Operator, Tenant = new TenantId("acme") };

        var refused = _fleet.RunAs(left, () => _fleet.Fleet.Endpoint(Specs.A).PutAsync(Specs.Endpoint(Specs.A), WriteCondition.None, default));

        Assert.Equal("tenant: expected a tenant that there is; found 'acme'", $"{Assert.Single(refused.Errors)}");
        Assert.Equal(0, _fleet.Storage.WriteCount);
        Assert.True(_fleet.RunAs(left with { Tenant = null }, () => _fleet.Fleet.Endpoint(Specs.A).PutAsync(Specs.Endpoint(Specs.A), WriteCondition.None, default)).Accepted);
    }

    [Fact]
    public void Report_ThatComesAfterTheEnd_BringsNothingBack()
    {
        _fleet.Put(Spec("acme", "chat"));
        _fleet.RunFor(TimeSpan.FromMinutes(1));
        var late = Assert.Single(_fleet.ListEndpoints("acme"));
        _fleet.DeleteAndSettle(late.Id);

        _fleet.Fleet.Host.Run(() => _fleet.Tenant("acme").ReportAsync(late, default));

        Assert.Empty(_fleet.ListEndpoints("acme"));
        Assert.Equal(WriteOutcome.Changed, _fleet.DeleteTenant("acme").Outcome);
    }

    [Fact]
    public void Report_OlderThanWhatIsKnown_IsLeftOut()
    {
        _fleet.Put(Spec("acme", "chat"));
        var older = Assert.Single(_fleet.ListEndpoints("acme"));
        _fleet.Put(Spec("acme", "chat") with { Zones = [Specs.ZoneB] });
        _fleet.RunFor(TimeSpan.FromMinutes(1));

        _fleet.Fleet.Host.Run(() => _fleet.Tenant("acme").ReportAsync(older, default));

        Assert.Equal(2, Assert.Single(_fleet.ListEndpoints("acme")).Version);
    }

    [Fact]
    public void Admission_ThatWasNeverUsed_TakesAPlaceForAWhileOnly()
    {
        _fleet.PutTenant("acme", 1);
        _fleet.Storage.Fault = static (state, _) => state == "endpoint" ? WriteFault.Refuse : WriteFault.None;
        Assert.ThrowsAny<Exception>(() => _fleet.Put(Spec("acme", "never")));
        _fleet.Storage.Fault = null;
        Assert.Empty(_fleet.ListEndpoints("acme"));

        Assert.False(_fleet.Fleet.Put(Spec("acme", "chat")).Accepted);
        Assert.Equal(WriteOutcome.Refused, _fleet.DeleteTenant("acme").Outcome);
        _fleet.RunFor(Grace);

        Assert.True(_fleet.Fleet.Put(Spec("acme", "chat")).Accepted);
        Assert.Equal(["chat"], _fleet.ListEndpoints("acme").Select(static endpoint => endpoint.Id.Name));
    }

    private static (WriteOutcome Outcome, long Version) Of(ChangeResult result) => (result.Outcome, result.Version);
}
