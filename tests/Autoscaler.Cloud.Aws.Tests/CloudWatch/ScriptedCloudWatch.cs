using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autoscaler.Cloud.Aws.Tests.Kit;

namespace Autoscaler.Cloud.Aws.Tests.CloudWatch;

/// <summary>
/// CloudWatch as its documentation has it, as far as values of a metric go: a metric is its namespace, its name and all of its dimensions; periods are aligned; an answer
/// that is too long comes in pages.
/// </summary>
internal sealed class ScriptedCloudWatch
{
    private readonly List<(string Metric, long At, double Value)> _values = [];

    /// <summary>The most points of a page.</summary>
    public int MaxDatapoints { get; set; } = 100_800;

    /// <summary>What becomes of each result before it is sent; null for nothing.</summary>
    public Action<JsonObject>? Alters { get; set; }

    /// <summary>Values that it took.</summary>
    public int ValueCount => _values.Count;

    /// <summary>The sum of a metric's values, whatever their time.</summary>
    public double Total => _values.Sum(static value => value.Value);

    public ScriptedAnswer Answer(ScriptedRequest request) => request.Operation switch
    {
        "PutMetricData" => Put(request),
        "GetMetricData" => Get(request),
        _ => ScriptedAnswer.Error(request, 400, "InvalidAction", request.Operation),
    };

    private ScriptedAnswer Put(ScriptedRequest request)
    {
        var input = request.Json;
        var (name, data) = (input.GetProperty("Namespace").GetString()!, input.GetProperty("MetricData"));
        if (data.GetArrayLength() > 1000 || request.Body.Length > 1024 * 1024)
        {
            return ScriptedAnswer.Error(request, 413, "RequestEntityTooLarge", "Too many values.");
        }

        foreach (var datum in data.EnumerateArray())
        {
            _values.Add((Metric(name, datum), datum.GetProperty("Timestamp").GetInt64(), datum.GetProperty("Value").GetDouble()));
        }

        return ScriptedAnswer.Json("{}") with { ContentType = "application/x-amz-json-1.0" };
    }

    private ScriptedAnswer Get(ScriptedRequest request)
    {
        var input = request.Json;
        var queries = input.GetProperty("MetricDataQueries").EnumerateArray().ToArray();
        if (queries.Length > 500)
        {
            return ScriptedAnswer.Error(request, 400, "ValidationError", "The collection MetricDataQueries must not have a size greater than 500.");
        }

        var (from, before) = (input.GetProperty("StartTime").GetInt64(), input.GetProperty("EndTime").GetInt64());
        var skip = input.TryGetProperty("NextToken", out var token) ? int.Parse(token.GetString()!, CultureInfo.InvariantCulture) : 0;
        var points = queries.SelectMany(query => Points(query, from, before)).ToList();
        var page = points.Skip(skip).Take(MaxDatapoints).ToLookup(static point => point.Id);
        var isLast = skip + MaxDatapoints >= points.Count;
        var results = new JsonArray();
        foreach (var query in queries)
        {
            var id = query.GetProperty("Id").GetString()!;
            var result = new JsonObject
            {
                ["Id"] = id,
                ["Label"] = query.GetProperty("MetricStat").GetProperty("Metric").GetProperty("MetricName").GetString(),
                ["Timestamps"] = new JsonArray([.. page[id].Select(static point => (JsonNode)point.At)]),
                ["Values"] = new JsonArray([.. page[id].Select(static point => (JsonNode)point.Value)]),
                ["StatusCode"] = isLast ? "Complete" : "PartialData",
            };
            Alters?.Invoke(result);
            results.Add(result);
        }

        var answer = new JsonObject { ["Messages"] = new JsonArray(), ["MetricDataResults"] = results };
        if (!isLast)
        {
            answer["NextToken"] = (skip + MaxDatapoints).ToString(CultureInfo.InvariantCulture);
        }

        return ScriptedAnswer.Json(answer.ToJsonString()) with { ContentType = "application/x-amz-json-1.0" };
    }

    private IEnumerable<(string Id, long At, double Value)> Points(JsonElement query, long from, long before)
    {
        var stat = query.GetProperty("MetricStat");
        var period = stat.GetProperty("Period").GetInt32();
        var metric = Metric(stat.GetProperty("Metric").GetProperty("Namespace").GetString()!, stat.GetProperty("Metric"));
        return _values.Where(value => value.Metric == metric && value.At >= from && value.At < before)
            .GroupBy(value => value.At / period * period)
            .OrderBy(static group => group.Key)
            .Select(group => (query.GetProperty("Id").GetString()!, group.Key, stat.GetProperty("Stat").GetString() switch
            {
                "Sum" => group.Sum(static value => value.Value),
                "Average" => group.Average(static value => value.Value),
                "Maximum" => group.Max(static value => value.Value),
                var other => throw new InvalidOperationException($"No statistic {other}."),
            }));
    }

    private static string Metric(string name, JsonElement metric) => string.Join(
        '|',
        metric.GetProperty("Dimensions").EnumerateArray()
            .Select(static dimension => $"{dimension.GetProperty("Name").GetString()}={dimension.GetProperty("Value").GetString()}")
            .Order(StringComparer.Ordinal)
            .Prepend(metric.GetProperty("MetricName").GetString()!)
            .Prepend(name));
}
