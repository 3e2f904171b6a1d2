using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Wire;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Cloud.Aws.DynamoDb;

/// <summary>The table: an item for each state of each grain, by the grain's id and the state's name, with an etag and the state's bytes.</summary>
internal sealed partial class GrainTable : IDisposable
{
    public const string GrainKey = "Grain";
    public const string StateKey = "State";
    public const string EtagKey = "ETag";
    public const string BodyKey = "Body";

    /// <summary>The most that an item takes, the names of its attributes counted; DynamoDB's limit.</summary>
    public const int MaxItemBytes = 400 * 1024;

    // A table on demand is there in some ten seconds.
    private static readonly TimeSpan CreationDeadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan CreationLook = TimeSpan.FromSeconds(1);

    private readonly AmazonDynamoDBClient _client;
    private readonly AwsGrainStorageOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<GrainTable> _logger;
    private readonly Lock _lock = new();
    private Task? _ready;

    public GrainTable(AwsConnection connection, AwsGrainStorageOptions options, TimeProvider clock, ILogger<GrainTable> logger)
    {
        var config = connection.Configure(new AmazonDynamoDBConfig(), "DYNAMODB");
        _client = connection.Credentials is { } credentials ? new AmazonDynamoDBClient(credentials, config) : new AmazonDynamoDBClient(config);
        _options = options;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>What an item of this size is made of, in bytes.</summary>
    public static long SizeOf(string grain, string state, string etag, int bodyBytes) =>
        GrainKey.Length + StateKey.Length + EtagKey.Length + BodyKey.Length
        + Encoding.UTF8.GetByteCount(grain) + Encoding.UTF8.GetByteCount(state) + Encoding.UTF8.GetByteCount(etag) + (long)bodyBytes;

    /// <summary>Sees to it that the table is there, and is what it should be; once it was, nothing is asked.</summary>
    /// <exception cref="InvalidOperationException">It is not there and may not be made, or has other keys.</exception>
    public Task EnsureAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_ready is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _ready = AwsCall.RunAsync("DynamoDB DescribeTable", CreationDeadline, _clock, PrepareAsync, CancellationToken.None);
            }

            return _ready.IsCompletedSuccessfully ? _ready : _ready.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Reads an item, as the last write left it; null where there is none.</summary>
    public async Task<Dictionary<string, AttributeValue>?> GetAsync(string grain, string state, bool withBody, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = _options.TableName, Key = KeyOf(grain, state), ConsistentRead = true };
        if (!withBody)
        {
            request.ProjectionExpression = EtagKey;
        }

        return await RunAsync("GetItem", async token => (await _client.GetItemAsync(request, token)).Item is { Count: > 0 } item ? item : null, cancellationToken);
    }

    /// <summary>Writes an item where the stored one has the expected etag, or there is none where none is expected.</summary>
    /// <returns>Whether it was written; where not, DynamoDB said that the etag is another.</returns>
    public Task<bool> PutAsync(string grain, string state, string? expected, string etag, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        // The SDK's stream reads these bytes more than once, where it tries again, and needs an array of its own.
        var item = KeyOf(grain, state);
        item[EtagKey] = new AttributeValue { S = etag };
        item[BodyKey] = new AttributeValue { B = new MemoryStream(body.ToArray(), writable: false) };
        var request = new PutItemRequest
        {
            TableName = _options.TableName,
            Item = item,
            ConditionExpression = ConditionOf(expected),
            ExpressionAttributeValues = ValuesOf(expected),
        };
        return RunAsync("PutItem", token => IsDoneAsync(() => _client.PutItemAsync(request, token)), cancellationToken);
    }

    /// <summary>Removes an item where the stored one has the expected etag.</summary>
    /// <returns>Whether it was removed; where not, DynamoDB said that the etag is another, or that there is none.</returns>
    public Task<bool> DeleteAsync(string grain, string state, string expected, CancellationToken cancellationToken)
    {
        var request = new DeleteItemRequest
        {
            TableName = _options.TableName,
            Key = KeyOf(grain, state),
            ConditionExpression = ConditionOf(expected),
            ExpressionAttributeValues = ValuesOf(expected),
        };
        return RunAsync("DeleteItem", token => IsDoneAsync(() => _client.DeleteItemAsync(request, token)), cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private Task<T> RunAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        AwsCall.RunAsync($"DynamoDB {operation}", _options.CallTimeout, _clock, call, cancellationToken);

    private static async Task<bool> IsDoneAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    private static Dictionary<string, AttributeValue> KeyOf(string grain, string state) => new()
    {
        [GrainKey] = new AttributeValue { S = grain },
        [StateKey] = new AttributeValue { S = state },
    };

    private static string ConditionOf(string? expected) => expected is null ? $"attribute_not_exists({GrainKey})" : $"{EtagKey} = :expected";

    private static Dictionary<string, AttributeValue>? ValuesOf(string? expected) =>
        expected is null ? null : new Dictionary<string, AttributeValue> { [":expected"] = new AttributeValue { S = expected } };

    private async Task<bool> PrepareAsync(CancellationToken cancellationToken)
    {
        var table = await DescribeAsync(cancellationToken);
        if (table is null)
        {
            if (!_options.CreateTable)
            {
                throw new InvalidOperationException(
                    $"There is no table '{_options.TableName}' in DynamoDB. Make it (keys {GrainKey} and {StateKey}, both strings, billing on demand), or set CreateTable.");
            }

            await CreateAsync(cancellationToken);
        }

        while (table is null || table.TableStatus == TableStatus.CREATING)
        {
            await Task.Delay(CreationLook, _clock, cancellationToken);
            table = await DescribeAsync(cancellationToken);
        }

        string[] expected = [$"{GrainKey} HASH", $"{StateKey} RANGE"];
        var found = table.KeySchema.Select(static key => $"{key.AttributeName} {key.KeyType}").ToArray();
        return found.SequenceEqual(expected)
            ? true
            : throw new InvalidOperationException(
                $"The table '{_options.TableName}' in DynamoDB is of something else: expected the keys {string.Join(", ", expected)}; found {string.Join(", ", found)}.");
    }

    private async Task<TableDescription?> DescribeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _client.DescribeTableAsync(new DescribeTableRequest { TableName = _options.TableName }, cancellationToken)).Table;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.CreateTableAsync(
                new CreateTableRequest
                {
                    TableName = _options.TableName,
                    BillingMode = BillingMode.PAY_PER_REQUEST,
                    AttributeDefinitions =
                    [
                        new AttributeDefinition { AttributeName = GrainKey, AttributeType = ScalarAttributeType.S },
                        new AttributeDefinition { AttributeName = StateKey, AttributeType = ScalarAttributeType.S },
                    ],
                    KeySchema =
                    [
                        new KeySchemaElement { AttributeName = GrainKey, KeyType = KeyType.HASH },
                        new KeySchemaElement { AttributeName = StateKey, KeyType = KeyType.RANGE },
                    ],
                },
                cancellationToken);
            LogCreated(_options.TableName);
        }
        catch (ResourceInUseException)
        {
            // Somebody else makes it just now, or this was a second try.
        }
    }

    [LoggerMessage(LogLevel.Information, "The table {Table} was made in DynamoDB, paid by the request.")]
    private partial void LogCreated(string table);
}
