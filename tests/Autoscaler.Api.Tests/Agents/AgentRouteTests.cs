using System.Net;
using Autoscaler.Api.Tests.Kit;
using Autoscaler.Contracts.Clients;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Api.Tests.Agents;

/// <summary>What agents on instances say: only with the token of their slot, and only for it.</summary>
public sealed class AgentRouteTests : IAsyncLifetime
{
    private static readonly SlotTokenSecret Secret = SlotTokenSecret.FromText("a secret of tests, and 32 bytes long at least");
    private static readonly EndpointId Endpoint = EndpointId.Parse("acme/chat");

    private TestServer? _server;

    private TestServer Server => _server!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(static options =>
        {
            options.AgentSecrets.Add(Secret);
            options.FailedKeysPerMinute = 1_000;
        });
        await Server.PutTenantAsync("acme");
        await Server.PutEndpointAsync(Specs.Endpoint("acme", "chat"));
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task Reports_OfTheSlotsInstance_AreTaken_AndOfOthersNot()
    {
        var slot = await AwaitSlotAsync();
        var token = SlotToken.Create(Secret, slot.Slot, slot.Generation);
        var instance = slot.Instance!.Value.Value;

        var answer = (await Server.PostAsync("/agent/v1/register", token, Registration(instance))).Expect(HttpStatusCode.OK);
        Assert.Equal(("accepted", 5), (answer["standing"]!.GetValue<string>(), answer["heartbeatPeriodSeconds"]!.GetValue<int>()));
        (await Server.PostAsync("/agent/v1/heartbeat", token, Heartbeat(instance, 2))).Expect(HttpStatusCode.OK);
        (await Server.PostAsync("/agent/v1/phase", token, Phase(instance, 3))).Expect(HttpStatusCode.OK);

        (await Server.PostAsync("/agent/v1/heartbeat", token, Heartbeat("i-other", 3))).Expect(HttpStatusCode.Forbidden, "not-its-slot");
        var old = SlotToken.Create(Secret, slot.Slot, slot.Generation - 1);
        (await Server.PostAsync("/agent/v1/heartbeat", old, Heartbeat(instance, 4))).Expect(HttpStatusCode.Gone, "superseded");
        var early = (await Server.PostAsync("/agent/v1/heartbeat", SlotToken.Create(Secret, slot.Slot, slot.Generation + 1), Heartbeat(instance, 4))).Expect(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal(TimeSpan.FromSeconds(1), early.RetryAfter);
    }

    [Theory]
    [InlineData(null, "no-key")]
    [InlineData("", "invalid-key")]
    [InlineData("acme/chat/0/1", "invalid-key")]
    [InlineData("acme/chat/0/1.AAAA", "invalid-key")]
    [InlineData("acme/chat.!?", "invalid-key")]
    public async Task Reports_WithoutATokenOfTheSecret_AreRefused(string? token, string problem)
    {
        var answer = (await Server.PostAsync("/agent/v1/heartbeat", token, Heartbeat("i-1", 1))).Expect(HttpStatusCode.Unauthorized, problem);

        Assert.StartsWith("Bearer", answer.WwwAuthenticate, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_WithAKeyOrATokenOfAnotherSecret_AreRefused()
    {
        var other = SlotToken.Create(SlotTokenSecret.FromText(new string('x', 40)), new SlotId(Endpoint, 0), 1);

        (await Server.PostAsync("/agent/v1/heartbeat", Server.PlatformToken, Heartbeat("i-1", 1))).Expect(HttpStatusCode.Unauthorized, "invalid-key");
        (await Server.PostAsync("/agent/v1/heartbeat", other, Heartbeat("i-1", 1))).Expect(HttpStatusCode.Unauthorized, "invalid-key");
        (await Server.GetAsync("/v1/fleet", SlotToken.Create(Secret, new SlotId(Endpoint, 0), 1))).Expect(HttpStatusCode.Unauthorized, "invalid-key");
    }

    [Fact]
    public async Task Reports_ThatAreWrong_AreRefusedWithEveryError()
    {
        var token = SlotToken.Create(Secret, new SlotId(Endpoint, 0), 1);
        const string Body = """
            { "instance": "i-1", "sequence": 0, "disk": ["sha256:short"], "files": [], "extra": 1,
              "copies": [{ "id": "chat", "phase": "flying", "enteredAt": "yesterday" }] }
            """;

        var answer = (await Server.PostAsync("/agent/v1/heartbeat", token, Body)).Expect(HttpStatusCode.UnprocessableEntity, "invalid-spec");

        Assert.Equal(
            ["sequence 1:34", "disk[0] 1:46", "extra 1:76", "copies[0].id 2:22", "copies[0].phase 2:39", "copies[0].enteredAt 2:62"], answer.Errors);
        (await Server.PostAsync("/agent/v1/heartbeat", token, "{")).Expect(HttpStatusCode.BadRequest, "invalid-request");
        (await Server.PostAsync("/agent/v1/heartbeat", token, new string(' ', 1_100_000))).Expect(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task Addresses_WhereNoInstanceReports_DoNotExist()
    {
        await using var server = await TestServer.StartAsync();

        (await server.PostAsync("/agent/v1/heartbeat", SlotToken.Create(Secret, new SlotId(Endpoint, 0), 1), Heartbeat("i-1", 1))).Expect(HttpStatusCode.NotFound, "not-found");
    }

    private async Task<SlotReport> AwaitSlotAsync()
    {
        var view = await Server.AwaitAsync(Endpoint, "has an instance", static view => view.Slots.Any(static slot => slot.Phase == SlotPhase.Running));
        return view.Slots.Single(static slot => slot.Phase == SlotPhase.Running);
    }

    private static string Registration(string instance) => $$"""
        { "instance": "{{instance}}", "sequence": 1, "volumes": [{ "volume": "vol-1", "content": "sha256:{{new string('a', 64)}}", "build": 1,
          "found": "sha256:{{new string('a', 64)}}", "owner": "acme/chat", "mounted": true }] }
        """;

    private static string Heartbeat(string instance, long sequence) => $$"""
        { "instance": "{{instance}}", "sequence": {{sequence}}, "disk": ["sha256:{{new string('a', 64)}}", "weights:s3://models/chat@1"],
          "files": [{ "content": "weights:s3://models/chat@1", "sizeBytes": 16000000000, "lastUsedAt": "2026-01-02T03:04:05Z", "inUse": true }],
          "copies": [{ "id": "llm#1", "phase": "ready", "enteredAt": "2026-01-02T03:04:05Z", "readyAt": "2026-01-02T03:04:05Z", "concurrency": 3.5,
            "timeline": [{ "phase": "start", "startedAt": "2026-01-02T03:03:05Z", "endedAt": "2026-01-02T03:04:05Z" }] }] }
        """;

    private static string Phase(string instance, long sequence) => $$"""
        { "instance": "{{instance}}", "sequence": {{sequence}}, "copy": { "id": "llm#1", "phase": "failed", "enteredAt": "2026-01-02T03:04:05Z", "failure": "exit code 1" } }
        """;
}
