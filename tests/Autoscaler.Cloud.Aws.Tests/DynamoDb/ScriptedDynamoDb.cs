using System.Text.Json;
using System.Text.Json.Nodes;
using Autoscaler.Cloud.Aws.Tests.Kit;

namespace Autoscaler.Cloud.Aws.Tests.DynamoDb;

/// <summary>DynamoDB as far as a table of grains goes.</summary>
internal sealed class ScriptedDynamoDb
{
    private readonly Dictionary<string, JsonElement> _items = [];

    /// <summary>Writes that were done.</summary>
    public int WriteCount { get; private set; }

    public ScriptedAnswer Answer(ScriptedRequest request)
    {
        var input = request.Json;
        switch (request.Operation)
        {
            case "DescribeTable":
                return ScriptedAnswer.Json(
                    """
                    {"Table": {"TableName": "grains", "TableStatus": "ACTIVE",
                     "KeySchema": [{"AttributeName": "Grain", "KeyType": "HASH"}, {"AttributeName": "State", "KeyType": "RANGE"}]}}
                    """);
            case "GetItem":
                return _items.TryGetValue(KeyOf(input.GetProperty("Key")), out var item)
                    ? ScriptedAnswer.Json(new JsonObject { ["Item"] = JsonNode.Parse(item.GetRawText()) }.ToJsonString())
                    : ScriptedAnswer.Json("{}");
            case "PutItem":
                return Change(request, KeyOf(input.GetProperty("Item")), key => _items[key] = input.GetProperty("Item"));
            case "DeleteItem":
                return Change(request, KeyOf(input.GetProperty("Key")), key => _items.Remove(key));
            default:
                return ScriptedAnswer.Error(request, 400, "UnknownOperationException", request.Operation);
        }
    }

    private ScriptedAnswer Change(ScriptedRequest request, string key, Action<string> change)
    {
        var stored = _items.TryGetValue(key, out var item) ? item.GetProperty("ETag").GetProperty("S").GetString() : null;
        var expected = request.Json.TryGetProperty("ExpressionAttributeValues", out var values) ? values.GetProperty(":expected").GetProperty("S").GetString() : null;
        if (stored != expected)
        {
            return ScriptedAnswer.Error(request, 400, "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", "The conditional request failed");
        }

        change(key);
        WriteCount++;
        return ScriptedAnswer.Json("{}");
    }

    private static string KeyOf(JsonElement item) => $"{item.GetProperty("Grain").GetProperty("S")}|{item.GetProperty("State").GetProperty("S")}";
}
