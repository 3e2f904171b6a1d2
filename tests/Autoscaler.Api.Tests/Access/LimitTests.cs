using System.Net;
using Autoscaler.Api.Tests.Kit;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Api.Tests.Access;

/// <summary>What is limited, on a server with small limits.</summary>
public sealed class LimitTests
{
    private const int Burst = 6;

    [Fact]
    public async Task Requests_BeyondTheBurst_AreToldWhenToComeAgainAndLeaveOtherKeysAlone()
    {
        await using var server = await StartAsync();
        await server.PutTenantAsync("acme");
        var (_, token) = await server.CreateKeyAsync("acme", Role.Viewer);
        for (var i = 0; i < Burst; i++)
        {
            (await server.GetAsync("/v1/whoami", token)).Expect(HttpStatusCode.OK);
        }

        var refused = (await server.GetAsync("/v1/whoami", token)).Expect(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.True(refused.RetryAfter > TimeSpan.Zero, $"{refused.RetryAfter}");
        (await server.GetAsync("/v1/nonsense", token)).Expect(HttpStatusCode.TooManyRequests);
        (await server.GetAsync("/v1/whoami", server.PlatformToken)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Keys_ThatFail_SlowTheAddressAndNotTheKeysThatWereInForce()
    {
        await using var server = await StartAsync();
        await server.PutTenantAsync("acme");
        var (_, known) = await server.CreateKeyAsync("acme", Role.Viewer);
        var (_, unknown) = await server.CreateKeyAsync("acme", Role.Viewer);
        (await server.GetAsync("/v1/whoami", known)).Expect(HttpStatusCode.OK);
        for (var i = 0; i < 2; i++)
        {
            (await server.GetAsync("/v1/whoami", "asp_wrong")).Expect(HttpStatusCode.Unauthorized, "invalid-key");
        }

        var slowed = (await server.GetAsync("/v1/whoami", "asp_wrong")).Expect(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.True(slowed.RetryAfter > TimeSpan.Zero);
        (await server.GetAsync("/v1/whoami", unknown)).Expect(HttpStatusCode.TooManyRequests);
        (await server.GetAsync("/v1/whoami", null)).Expect(HttpStatusCode.Unauthorized, "no-key");
        (await server.GetAsync("/v1/whoami", known)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Body_AtItsLimit_IsReadAndOneByteMoreIsNot()
    {
        await using var server = await StartAsync();
        var fits = "{ \"maxEndpoints\": 5 }".PadRight(1_000);
        (await server.PutAsync("/v1/tenants/acme", server.PlatformToken, fits)).Expect(HttpStatusCode.Created);
        (await server.PutAsync("/v1/tenants/acme", server.PlatformToken, fits + " ")).Expect(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task Waiting_WithoutAPlace_IsRefusedAtOnceAndThePlaceComesBack()
    {
        await using var server = await StartAsync();
        var spec = Specs.Endpoint("acme", "chat", minCopies: 0);
        await server.PutEndpointAsync(spec);
        await server.Endpoint(spec.Id).SetPausedAsync(true, CancellationToken.None);
        var path = $"{Specs.Path("acme", "chat")}/components/{Specs.Component}/activate";
        var waiting = server.PostAsync($"{path}?wait=2s", server.PlatformToken);
        await server.Called.WhenCalledAsync(nameof(IEndpointGrain.ActivateAsync)).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        var second = await server.PostAsync($"{path}?wait=1s", server.PlatformToken);
        second.Expect(HttpStatusCode.ServiceUnavailable, "too-many-waiting");
        Assert.NotNull(second.RetryAfter);
        (await waiting).Expect(HttpStatusCode.ServiceUnavailable, "not-ready");
        (await server.PostAsync($"{path}?wait=1ms", server.PlatformToken)).Expect(HttpStatusCode.ServiceUnavailable, "not-ready");
    }

    [Fact]
    public async Task Streams_BeyondTheLimit_AreRefused()
    {
        await using var server = await StartAsync();
        await using var first = await server.OpenAsync("/v1/events", server.PlatformToken);
        await using var second = await server.OpenAsync("/v1/events", server.PlatformToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first.Status, second.Status));
        Assert.Equal("too-many-requests", (await second.ReadAnswerAsync()).Problem);
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(static options =>
    {
        options.RequestsPerSecond = 0.01;
        options.RequestBurst = Burst;
        options.FailedKeysPerMinute = 2;
        options.MaxBodyBytes = 1_000;
        options.Waiters = 1;
        options.WaitersPerTenant = 1;
        options.Streams = 1;
        options.StreamsPerKey = 1;
        options.StreamPeriod = TimeSpan.FromMilliseconds(20);
    });
}
