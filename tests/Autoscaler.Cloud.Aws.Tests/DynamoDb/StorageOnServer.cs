using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Autoscaler.Cloud.Aws.DynamoDb;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Autoscaler.Cloud.Aws.Tests.DynamoDb;

/// <summary>A storage on a server, with etags that count up; and what every DynamoDB must do with it.</summary>
internal sealed class StorageOnServer : IGrainStorageSerializer, IDisposable
{
    private const string StateName = "endpoint";

    private readonly GrainTable _table;
    private int _etags;

    public StorageOnServer(Uri server, string tableName, bool createTable = true, TimeSpan? callTimeout = null, AWSCredentials? credentials = null)
    {
        Options = new AwsGrainStorageOptions { TableName = tableName, CreateTable = createTable, CallTimeout = callTimeout ?? TimeSpan.FromMinutes(1) };
        _table = new GrainTable(TestAws.To(server, credentials), Options, TimeProvider.System, new LogLines<GrainTable>());
        Storage = new DynamoDbGrainStorage(_table, this, () => Interlocked.Increment(ref _etags).ToString("D8", CultureInfo.InvariantCulture));
    }

    public AwsGrainStorageOptions Options { get; }

    public DynamoDbGrainStorage Storage { get; }

    public static GrainId Grain(string key) => GrainId.Create("endpoint", key);

    /// <summary>Writes, reads, refuses what is stale, clears, and makes anew; one storage's etags mean nothing to what was made again.</summary>
    public async Task KeepsStateByItsEtagAsync()
    {
        var (grain, first) = (Grain("acme/chat"), new GrainState<string>());
        await Storage.ReadStateAsync(StateName, grain, first);
        Assert.Equal((null, null, false), (first.State, first.ETag, first.RecordExists));
        first.State = "one ✓";
        await Storage.WriteStateAsync(StateName, grain, first);
        var second = await ReadAsync(grain);
        Assert.Equal(("one ✓", first.ETag, true), (second.State, second.ETag, second.RecordExists));

        second.State = "two";
        await Storage.WriteStateAsync(StateName, grain, second);
        var stale = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(StateName, grain, first));
        Assert.Equal((second.ETag, first.ETag), (stale.StoredEtag, stale.CurrentEtag));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync(StateName, grain, first));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(StateName, grain, new GrainState<string>("new")));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync(StateName, grain, new GrainState<string>()));
        Assert.Equal("two", (await ReadAsync(grain)).State);

        var old = new GrainState<string>("again", second.ETag);
        await Storage.ClearStateAsync(StateName, grain, second);
        Assert.Equal((null, null, false), (second.State, second.ETag, second.RecordExists));
        await Storage.ClearStateAsync(StateName, grain, second);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(StateName, grain, old));
        second.State = "three";
        await Storage.WriteStateAsync(StateName, grain, second);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(StateName, grain, old));
        Assert.Equal("three", (await ReadAsync(grain)).State);
    }

    /// <summary>States of one grain, and grains of one state, are apart.</summary>
    public async Task KeepsGrainsAndStatesApartAsync()
    {
        await Storage.WriteStateAsync("a", Grain("x"), new GrainState<string>("a of x"));
        await Storage.WriteStateAsync("b", Grain("x"), new GrainState<string>("b of x"));
        await Storage.WriteStateAsync("a", Grain("y"), new GrainState<string>("a of y"));

        var found = new GrainState<string>();
        await Storage.ReadStateAsync("b", Grain("x"), found);
        Assert.Equal("b of x", found.State);
        await Storage.ReadStateAsync("b", Grain("y"), found);
        Assert.False(found.RecordExists);
    }

    /// <summary>Of writers that start from the same etag one wins.</summary>
    /// <param name="atOnce">Whether they all write at once, or one after another.</param>
    public async Task LetsOneOfManyWritersWinAsync(bool atOnce)
    {
        var (grain, state) = (Grain("acme/contended"), new GrainState<string>("start"));
        await Storage.WriteStateAsync(StateName, grain, state);

        var writes = new List<Task<bool>>();
        for (var i = 0; i < 20; i++)
        {
            var write = TryWriteAsync($"writer {i}");
            writes.Add(write);
            if (!atOnce)
            {
                await write;
            }
        }

        var winner = Assert.Single((await Task.WhenAll(writes)).Index(), static outcome => outcome.Item).Index;
        Assert.Equal($"writer {winner}", (await ReadAsync(grain)).State);

        async Task<bool> TryWriteAsync(string text)
        {
            try
            {
                await Storage.WriteStateAsync(StateName, grain, new GrainState<string>(text, state.ETag));
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        }
    }

    /// <summary>What just fits into an item is written.</summary>
    public async Task KeepsWhatJustFitsAsync()
    {
        var (grain, state) = (Grain("acme/large"), new GrainState<string>(JustFits()));
        await Storage.WriteStateAsync(StateName, grain, state);
        Assert.Equal(state.State, (await ReadAsync(grain)).State);
    }

    /// <summary>One byte more than fits is refused before anything is sent.</summary>
    public async Task RefusesWhatDoesNotFitAsync()
    {
        var (grain, state) = (Grain("acme/large"), new GrainState<string>(JustFits() + "x"));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Storage.WriteStateAsync(StateName, grain, state));
        Assert.Equal("State 'endpoint' of grain endpoint/acme/large takes 409601 bytes as an item of DynamoDB, which holds at most 409600; it was not written.", failure.Message);
    }

    /// <summary>The table is made on request alone, is paid by the request, and one with other keys is refused.</summary>
    public static async Task MakesItsTableOnRequestAsync(Uri server)
    {
        using var without = new StorageOnServer(server, "not-made", createTable: false);
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => without.ReadAsync(Grain("a")));
        Assert.StartsWith("There is no table 'not-made' in DynamoDB.", missing.Message, StringComparison.Ordinal);

        using var with = new StorageOnServer(server, "made");
        Assert.False((await with.ReadAsync(Grain("a"))).RecordExists);
        var connection = TestAws.To(server);
        using var client = new AmazonDynamoDBClient(connection.Credentials, connection.Configure(new AmazonDynamoDBConfig(), "DYNAMODB"));
        var table = (await client.DescribeTableAsync("made")).Table;
        Assert.Equal(BillingMode.PAY_PER_REQUEST, table.BillingModeSummary.BillingMode);
        Assert.Equal(["Grain", "State"], table.KeySchema.Select(static key => key.AttributeName));

        await client.CreateTableAsync(new CreateTableRequest
        {
            TableName = "others",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new AttributeDefinition("Id", ScalarAttributeType.S)],
            KeySchema = [new KeySchemaElement("Id", KeyType.HASH)],
        });
        using var others = new StorageOnServer(server, "others");
        var other = await Assert.ThrowsAsync<InvalidOperationException>(() => others.ReadAsync(Grain("a")));
        Assert.Contains("expected the keys Grain HASH, State RANGE; found Id HASH", other.Message, StringComparison.Ordinal);
    }

    private static string JustFits() => new('x', (int)(GrainTable.MaxItemBytes - GrainTable.SizeOf(Grain("acme/large").ToString(), StateName, "00000001", "\"\"".Length)));

    public async Task<GrainState<string>> ReadAsync(GrainId grain)
    {
        var state = new GrainState<string>();
        await Storage.ReadStateAsync(StateName, grain, state);
        return state;
    }

    public BinaryData Serialize<T>(T? input) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(input, JsonSerializerOptions.Web));

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, JsonSerializerOptions.Web);

    public void Dispose() => _table.Dispose();
}
