using Autoscaler.Cloud.Aws.Tests.Kit;
using Orleans;
using Orleans.Storage;

namespace Autoscaler.Cloud.Aws.Tests.DynamoDb;

/// <summary>Answers get lost: a write that was done is taken for done, one that was not is not, and neither is done twice.</summary>
public sealed class DynamoDbFaultTests
{
    private readonly ScriptedDynamoDb _dynamoDb = new();

    [Theory]
    [InlineData(HttpFault.ResetBeforeActing)]
    [InlineData(HttpFault.ResetAfterActing)]
    [InlineData(HttpFault.InternalError)]
    [InlineData(HttpFault.Unavailable)]
    [InlineData(HttpFault.Throttled)]
    [InlineData(HttpFault.Truncated)]
    [InlineData(HttpFault.Malformed)]
    [InlineData(HttpFault.SkewedClock)]
    public async Task Write_ThatMeetsAFault_IsDoneOnce(HttpFault fault)
    {
        // The table is described, then written.
        await using var server = await ScriptedServer.StartAsync(_dynamoDb.Answer, FaultPlan.Of(null, fault));
        using var storage = new StorageOnServer(server.Address, "grains");
        var state = new GrainState<string>("one");

        await storage.Storage.WriteStateAsync("endpoint", StorageOnServer.Grain("a"), state);
        state.State = "two";
        await storage.Storage.WriteStateAsync("endpoint", StorageOnServer.Grain("a"), state);

        var read = await storage.ReadAsync(StorageOnServer.Grain("a"));
        Assert.Equal(("two", state.ETag, 2), (read.State, read.ETag, _dynamoDb.WriteCount));
    }

    [Theory]
    [InlineData(HttpFault.Slow)]
    [InlineData(HttpFault.Huge)]
    public async Task Write_WhoseAnswerDoesNotEnd_IsLookedFor(HttpFault fault)
    {
        await using var server = await ScriptedServer.StartAsync(_dynamoDb.Answer, FaultPlan.Of(null, fault));
        using var storage = new StorageOnServer(server.Address, "grains", callTimeout: TimeSpan.FromSeconds(3));
        var state = new GrainState<string>("one");

        await storage.Storage.WriteStateAsync("endpoint", StorageOnServer.Grain("a"), state);

        Assert.Equal((state.ETag, 1), ((await storage.ReadAsync(StorageOnServer.Grain("a"))).ETag, _dynamoDb.WriteCount));
    }

    [Fact]
    public async Task Clear_WhoseAnswerIsLost_IsDone()
    {
        await using var server = await ScriptedServer.StartAsync(_dynamoDb.Answer, FaultPlan.Of(null, null, HttpFault.ResetAfterActing));
        using var storage = new StorageOnServer(server.Address, "grains");
        var state = new GrainState<string>("one");
        await storage.Storage.WriteStateAsync("endpoint", StorageOnServer.Grain("a"), state);

        await storage.Storage.ClearStateAsync("endpoint", StorageOnServer.Grain("a"), state);

        Assert.Equal((null, false), (state.ETag, state.RecordExists));
        Assert.False((await storage.ReadAsync(StorageOnServer.Grain("a"))).RecordExists);
    }

    [Fact]
    public async Task Write_ThatIsNeverAnswered_SaysThatItsOutcomeIsUnknown_AndWhose()
    {
        var plan = Enumerable.Repeat<HttpFault?>(HttpFault.InternalError, 40).Prepend(null).ToArray();
        await using var server = await ScriptedServer.StartAsync(_dynamoDb.Answer, FaultPlan.Of(plan));
        using var storage = new StorageOnServer(server.Address, "grains");
        var state = new GrainState<string>("one");

        var failure = await Assert.ThrowsAsync<TimeoutException>(() => storage.Storage.WriteStateAsync("endpoint", StorageOnServer.Grain("a"), state));

        Assert.StartsWith("Whether the write of state 'endpoint' of grain endpoint/a was done is unknown: DynamoDB PutItem failed: ", failure.Message, StringComparison.Ordinal);
        Assert.Null(state.ETag);
        Assert.All(TestAws.Secrets, secret => Assert.DoesNotContain(secret, failure.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Writes_UnderFaults_EachTakeEffectOnceOrAreToldToHaveFailed()
    {
        var faults = FaultPlan.Seeded(
            77, 0.7, 9, HttpFault.ResetBeforeActing, HttpFault.ResetAfterActing, HttpFault.InternalError, HttpFault.Unavailable, HttpFault.Truncated, HttpFault.Malformed);
        await using var server = await ScriptedServer.StartAsync(_dynamoDb.Answer, faults);
        using var storage = new StorageOnServer(server.Address, "grains");
        var grain = StorageOnServer.Grain("a");
        var (state, done) = (new GrainState<string>(), 0);
        for (var i = 0; i < 25; i++)
        {
            try
            {
                state.State = $"write {i}";
                await storage.Storage.WriteStateAsync("endpoint", grain, state);
                done++;
            }
            catch (Exception e) when (e is TimeoutException or HttpRequestException or InconsistentStateException)
            {
                // As a grain does: whatever was stored is what counts.
                state = await ReadAtLastAsync(storage);
            }
        }

        var read = await ReadAtLastAsync(storage);
        Assert.True(done > 0);
        Assert.InRange(_dynamoDb.WriteCount, done, 25);
        Assert.StartsWith("write ", read.State, StringComparison.Ordinal);
        Assert.Equal(6, faults.Met.Distinct().Count());
    }

    private static async Task<GrainState<string>> ReadAtLastAsync(StorageOnServer storage)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await storage.ReadAsync(StorageOnServer.Grain("a"));
            }
            catch (Exception e) when (tries < 20 && e is TimeoutException or HttpRequestException)
            {
                // Once more.
            }
        }
    }
}
