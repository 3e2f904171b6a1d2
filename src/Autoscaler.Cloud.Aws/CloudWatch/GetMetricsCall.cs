using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Amazon.Runtime.Internal.Util;
using Autoscaler.Cloud.Aws.Wire;
using Autoscaler.Cloud.Metrics;

namespace Autoscaler.Cloud.Aws.CloudWatch;

/// <summary>
/// The operation GetMetricData. Its input is written from the queries and its output read into <see cref="MetricPoints"/> as the bytes come: between them there are no
/// objects of the shapes' kind, because ten thousand metrics are asked for every ten seconds.
/// </summary>
internal sealed class GetMetricsCall(AwsMetricOptions options, ImmutableArray<MetricQuery> queries, MetricPoints points)
{
    /// <summary>The most metrics that a call asks for; CloudWatch's limit.</summary>
    public const int MaxMetrics = 500;

    // 100,800 points at about 40 bytes each: the most that CloudWatch puts in a page.
    private const long MaxPageBytes = 16L * 1024 * 1024;
    private const int MaxDepth = 32;
    private const int BufferBytes = 32 * 1024;

    private readonly int _metricsPerQuery = MetricsPerQuery(options);

    // Of the result under the reader: its fields come in any order.
    private readonly List<long> _times = [];
    private readonly List<double> _values = [];

    /// <summary>How many metrics tell one component's demand.</summary>
    public static int MetricsPerQuery(AwsMetricOptions options) => options.ArrivalsMetric is null ? 1 : 2;

    /// <summary>The operation, to be called for one page after the other.</summary>
    public WireOperation<Page, PageEnd> Operation() => new("GetMetricData", Write, ReaderFrom(points.Count), MaxPageBytes);

    private void Write(IBufferWriter<byte> body, Page page)
    {
        using var writer = new Utf8JsonWriter(body);
        Span<byte> id = stackalloc byte[16];
        writer.WriteStartObject();
        writer.WriteStartArray("MetricDataQueries"u8);
        for (var i = page.First; i < page.First + page.Count; i++)
        {
            id[0] = (byte)'m';
            Utf8Formatter.TryFormat(i, id[1..], out var digits);
            writer.WriteStartObject();
            writer.WriteString("Id"u8, id[..(1 + digits)]);
            writer.WriteStartObject("MetricStat"u8);
            WriteMetric(writer, queries[i / _metricsPerQuery], i % _metricsPerQuery == 0 ? options.DemandMetric : options.ArrivalsMetric!);
            writer.WriteNumber("Period"u8, (int)options.Period.TotalSeconds);
            writer.WriteString("Stat"u8, i % _metricsPerQuery == 0 ? StatOf(options.Statistic) : "Sum"u8);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("StartTime"u8, page.From.ToUnixTimeSeconds());
        writer.WriteNumber("EndTime"u8, page.Before.ToUnixTimeSeconds());
        writer.WriteString("ScanBy"u8, "TimestampAscending"u8);
        if (page.NextToken is { } token)
        {
            writer.WriteString("NextToken"u8, token);
        }

        writer.WriteEndObject();
    }

    private void WriteMetric(Utf8JsonWriter writer, in MetricQuery query, string name)
    {
        writer.WriteStartObject("Metric"u8);
        writer.WriteString("Namespace"u8, options.Namespace);
        writer.WriteString("MetricName"u8, name);
        MetricDimensions.Write(writer, options, query.Endpoint, query.Component);
        writer.WriteEndObject();
    }

    private static ReadOnlySpan<byte> StatOf(DemandStatistic statistic) => statistic switch
    {
        DemandStatistic.SumPerSecond => "Sum"u8,
        DemandStatistic.Average => "Average"u8,
        DemandStatistic.Maximum => "Maximum"u8,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // An answer that broke off may be read again from its beginning.
    private Func<Stream, PageEnd> ReaderFrom(int before) => body =>
    {
        points.Truncate(before);
        return Read(body);
    };

    private PageEnd Read(Stream body)
    {
        var reader = new StreamingUtf8JsonReader(body, BufferBytes, MaxDepth);
        var end = default(PageEnd);
        Expect(ref reader, JsonTokenType.StartObject);
        while (ReadProperty(ref reader))
        {
            if (reader.ValueTextEquals("MetricDataResults"))
            {
                Expect(ref reader, JsonTokenType.StartArray);
                while (Next(ref reader) == JsonTokenType.StartObject)
                {
                    end = ReadResult(ref reader, end);
                }
            }
            else if (reader.ValueTextEquals("NextToken"))
            {
                end = end with { NextToken = Next(ref reader) == JsonTokenType.String ? reader.GetString() : null };
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        return end;
    }

    private PageEnd ReadResult(ref StreamingUtf8JsonReader reader, PageEnd end)
    {
        _times.Clear();
        _values.Clear();
        int? metric = null;
        var isFailed = false;
        while (ReadProperty(ref reader))
        {
            if (reader.ValueTextEquals("Id"))
            {
                Next(ref reader);
                metric = MetricOf(reader.ValueSpan);
            }
            else if (reader.ValueTextEquals("Timestamps"))
            {
                Expect(ref reader, JsonTokenType.StartArray);
                while (Next(ref reader) != JsonTokenType.EndArray)
                {
                    _times.Add(TimeOf(ref reader));
                }
            }
            else if (reader.ValueTextEquals("Values"))
            {
                Expect(ref reader, JsonTokenType.StartArray);
                while (Next(ref reader) != JsonTokenType.EndArray)
                {
                    _values.Add(reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) ? value : double.NaN);
                }
            }
            else if (reader.ValueTextEquals("StatusCode"))
            {
                // Of a metric that is partly there the values that are count, and the others are unknown.
                Next(ref reader);
                isFailed = !reader.ValueTextEquals("Complete") && !reader.ValueTextEquals("PartialData");
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        return end with { Failed = end.Failed + (isFailed ? 1 : 0), Refused = end.Refused + Take(metric) };
    }

    // What is no demand is unknown: a value that is negative or no number, and a time without a value.
    private int Take(int? metric)
    {
        if (metric is not { } known)
        {
            return _values.Count;
        }

        var refused = 0;
        for (var i = 0; i < Math.Min(_times.Count, _values.Count); i++)
        {
            if (double.IsFinite(_values[i]) && _values[i] >= 0)
            {
                points.Add(known, _times[i], _values[i]);
            }
            else
            {
                refused++;
            }
        }

        return refused + Math.Abs(_times.Count - _values.Count);
    }

    private int? MetricOf(ReadOnlySpan<byte> id) =>
        id.Length > 1 && id[0] == 'm' && Utf8Parser.TryParse(id[1..], out int metric, out var read) && read == id.Length - 1
            && metric >= 0 && metric < queries.Length * _metricsPerQuery
            ? metric
            : null;

    // Seconds since 1970, with or without a fraction; a text in ISO 8601 is taken as well.
    private static long TimeOf(ref StreamingUtf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds) && Math.Abs(seconds) < 1e11)
        {
            return DateTimeOffset.UnixEpoch.Ticks + (long)(seconds * TimeSpan.TicksPerSecond);
        }

        return reader.TokenType == JsonTokenType.String
            && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcTicks
            : throw new JsonException($"GetMetricData: expected a time; found {reader.TokenType}.");
    }

    private static bool ReadProperty(ref StreamingUtf8JsonReader reader) => Next(ref reader) switch
    {
        JsonTokenType.PropertyName => true,
        JsonTokenType.EndObject => false,
        var found => throw new JsonException($"GetMetricData: expected a property; found {found}."),
    };

    private static void Expect(ref StreamingUtf8JsonReader reader, JsonTokenType expected)
    {
        if (Next(ref reader) != expected)
        {
            throw new JsonException($"GetMetricData: expected {expected}; found {reader.TokenType}.");
        }
    }

    private static JsonTokenType Next(ref StreamingUtf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new JsonException("GetMetricData: the answer ends too soon.");

    private static void SkipValue(ref StreamingUtf8JsonReader reader)
    {
        var depth = 0;
        do
        {
            depth += Next(ref reader) switch
            {
                JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                _ => 0,
            };
        }
        while (depth > 0);
    }

    /// <summary>A page of what is asked for.</summary>
    /// <param name="First">The first metric: the place of its query times the metrics of one, and its own place among those.</param>
    /// <param name="Count">How many metrics.</param>
    /// <param name="From">The start of the first period, UTC.</param>
    /// <param name="Before">UTC; periods that start then are not asked for.</param>
    /// <param name="NextToken">What the page before said; null for the first.</param>
    internal readonly record struct Page(int First, int Count, DateTimeOffset From, DateTimeOffset Before, string? NextToken);

    /// <summary>How a page ended.</summary>
    /// <param name="NextToken">What to ask for the next one with; null after the last.</param>
    /// <param name="Failed">Metrics that could not be read.</param>
    /// <param name="Refused">Values that are no demand.</param>
    internal readonly record struct PageEnd(string? NextToken, int Failed, int Refused);
}
