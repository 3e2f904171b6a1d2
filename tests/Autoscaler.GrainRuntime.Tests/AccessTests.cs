using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Clients;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Tenants;
using Autoscaler.Grains;
using Autoscaler.GrainRuntime.Tests.Hosts;

namespace Autoscaler.GrainRuntime.Tests;

/// <summary>Calls on somebody's behalf, through a host whose grains refuse what the caller may not do.</summary>
public sealed class AccessTests
{
    private static readonly EndpointId Chat = EndpointTests.Spec.Id;
    private static readonly string[] KeysOfNothing = ["chat", "acme/", "/chat", "acme/chat/0", "a/b/c/d"];

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Calls_OfEachCaller_AreLetThroughOrRefusedWithTheReason(string name)
    {
        await using var host = await StartAsync(name);
        await host.RunAsync(async () =>
        {
            var endpoint = host.Grain<IEndpointGrain>(Chat.ToString());
            var tenant = host.Grain<ITenantGrain>("acme");
            var directory = host.Grain<IFleetDirectoryGrain>(IFleetDirectoryGrain.Key);

            // Nobody in particular: the platform itself.
            Assert.True((await endpoint.PutAsync(EndpointTests.Spec, CancellationToken.None)).Accepted);

            CallerContext.Set(Key(Role.Viewer, "acme"));
            Assert.Equal(EndpointPhase.Active, (await endpoint.GetViewAsync(CancellationToken.None)).Phase);
            Assert.Single((await tenant.ListEndpointsAsync(new EndpointQuery(null, 10, null, null), CancellationToken.None)).Endpoints);
            await RefusedAsync(AccessDenial.RoleTooLow, () => endpoint.DeleteAsync(CancellationToken.None));
            await RefusedAsync(AccessDenial.NotVisible, () => directory.GetSummaryAsync(CancellationToken.None));
            await RefusedAsync(AccessDenial.NotOffered, () => host.Grain<IInstanceSlotGrain>($"{Chat}/0").GetReportAsync(0, CancellationToken.None).AsTask());
            await RefusedAsync(AccessDenial.NotVisible, () => host.Grain<IHistoryGrain>(HistoryScope.All.ToString()).GetEventsAsync(new EventQuery(), CancellationToken.None));

            CallerContext.Set(Key(Role.Admin, "globex"));
            await RefusedAsync(AccessDenial.NotVisible, () => endpoint.GetViewAsync(CancellationToken.None).AsTask());
            await RefusedAsync(AccessDenial.NotVisible, () => tenant.GetViewAsync(CancellationToken.None));
            await RefusedAsync(AccessDenial.NotVisible, () => host.Grain<IKeyRingGrain>("tenant/acme").ListAsync(CancellationToken.None));

            CallerContext.Set(Key(Role.Admin, "acme"));
            await RefusedAsync(AccessDenial.RoleTooLow, () => tenant.PutAsync(new TenantSpec { MaxEndpoints = 10_000 }, WriteCondition.None, CancellationToken.None));

            CallerContext.Set(Key(Role.Viewer, tenant: null));
            Assert.Equal(1, (await directory.GetSummaryAsync(CancellationToken.None)).Endpoints);

            CallerContext.Clear();
            Assert.True((await endpoint.DeleteAsync(CancellationToken.None)).Accepted);
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Keys_ThatNameNothing_AreNotVisible_AsAnothersAre(string name)
    {
        await using var host = await StartAsync(name);
        await host.RunAsync(async () =>
        {
            CallerContext.Set(Key(Role.Admin, tenant: null));
            foreach (var key in KeysOfNothing)
            {
                await RefusedAsync(AccessDenial.NotVisible, () => host.Grain<IEndpointGrain>(key).GetViewAsync(CancellationToken.None).AsTask());
            }

            await RefusedAsync(AccessDenial.NotVisible, () => host.Grain<IKeyRingGrain>("acme").ListAsync(CancellationToken.None));
            await RefusedAsync(AccessDenial.NotVisible, () => host.Grain<IHistoryGrain>("acme/chat/0").GetEventsAsync(new EventQuery(), CancellationToken.None));
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Put_ByAnOperator_GoesThroughAllTheGrainsThatTheyMayNotCall_AndObserversAreTold(string name)
    {
        await using var host = await StartAsync(name);
        var watcher = new Watcher(host.Probe);
        await host.RunAsync(async () =>
        {
            var endpoint = host.Grain<IEndpointGrain>(Chat.ToString());
            Assert.True((await host.Grain<ITenantGrain>("acme").PutAsync(new TenantSpec(), WriteCondition.None, CancellationToken.None)).Accepted);
            var reference = host.Grains.CreateObjectReference<IEndpointObserver>(watcher);
            await endpoint.SubscribeAsync(reference, CancellationToken.None);

            CallerContext.Set(Key(Role.Operator, "acme"));
            Assert.True((await endpoint.PutAsync(EndpointTests.Spec, CancellationToken.None)).Accepted);
            await host.Probe.At("told of Active");
            await host.Probe.At("1 copies ready");

            CallerContext.Clear();
            await endpoint.DeleteAsync(CancellationToken.None);
            await host.Probe.At(nameof(EndpointPhase.Absent));
        });
        GC.KeepAlive(watcher);
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Key_FromTheFirstToATenantsOwn_IsMadeShownAndRevoked(string name)
    {
        await using var host = await StartAsync(name);
        await host.RunAsync(async () =>
        {
            var first = await host.Grain<IKeyRingGrain>(KeyRingId.Platform.ToString()).CreateFirstAsync("first", CancellationToken.None);
            CallerContext.Set((await AuthenticateAsync(host, first!.Token!))!);
            await host.Grain<ITenantGrain>("acme").PutAsync(new TenantSpec(), WriteCondition.None, CancellationToken.None);
            var ring = host.Grain<IKeyRingGrain>(new KeyRingId(new TenantId("acme")).ToString());
            var admin = await ring.CreateAsync(new KeyRequest("acme's", Role.Admin, null), CancellationToken.None);

            CallerContext.Clear();
            CallerContext.Set((await AuthenticateAsync(host, admin.Token!))!);
            var viewer = await ring.CreateAsync(new KeyRequest("looks", Role.Viewer, TimeSpan.FromDays(1)), CancellationToken.None);
            Assert.Equal($"acme's ({admin.Key!.Id})", viewer.Key!.CreatedBy);
            await RefusedAsync(AccessDenial.NotOffered, () => AuthenticateAsync(host, viewer.Token!));
            await ring.RevokeAsync(viewer.Key.Id, CancellationToken.None);

            CallerContext.Clear();
            Assert.Null(await AuthenticateAsync(host, viewer.Token!));
            Assert.Equal(Role.Admin, (await AuthenticateAsync(host, admin.Token!))!.Role);
        });
    }

    private static Task<RuntimeHost> StartAsync(string name) =>
        RuntimeHosts.StartAsync(name, QuickFleet.Options() with { Silo = static silo => silo.Services.AddAutoscalerAccess() });

    private static Task<Caller?> AuthenticateAsync(RuntimeHost host, string token)
    {
        var read = ApiToken.TryParse(token)!;
        return host.Grain<IKeyRingGrain>(read.Ring.ToString()).AuthenticateAsync(read.KeyId, read.Secret, CancellationToken.None);
    }

    private static Caller Key(Role role, string? tenant) => new() { KeyId = "abcdefghijk1", Name = "test", Role = role, Tenant = tenant is null ? null : new TenantId(tenant) };

    private static async Task RefusedAsync(AccessDenial denial, Func<Task> call) => Assert.Equal(denial, (await Assert.ThrowsAsync<AccessDeniedException>(call)).Denial);

    private sealed class Watcher(Probe probe) : IEndpointObserver
    {
        public Task OnEventAsync(FleetEvent happened)
        {
            if (happened is EndpointChanged changed)
            {
                probe.Open($"told of {changed.Phase}");
            }

            return Task.CompletedTask;
        }
    }
}
