using System.Buffers;
using System.Text.Json;
using Autoscaler.Cloud.Aws.Wire;

namespace Autoscaler.Cloud.Aws.CloudWatch;

/// <summary>The operation PutMetricData, for values of one second each of an endpoint's components.</summary>
internal static class PutMetricsCall
{
    /// <summary>The most values that a call takes; CloudWatch's limit.</summary>
    public const int MaxValues = 1000;

    /// <summary>The most bytes of a request, below CloudWatch's limit of 1 MB.</summary>
    public const int MaxRequestBytes = 1_000_000;

    private const long MaxAnswerBytes = 64 * 1024;

    // An answer has no content.
    private static readonly WireOperation<Input, bool> Whole = new("PutMetricData", Write, static _ => true, MaxAnswerBytes);

    /// <summary>The operation.</summary>
    public static WireOperation<Input, bool> Operation => Whole;

    /// <summary>How many bytes a value takes at the most.</summary>
    public static int BytesOf(AwsMetricOptions options, EndpointId endpoint)
    {
        const int rest = 256;
        const int longestEscape = 6;
        const int longestComponentName = 63;
        var names = Math.Max(options.DemandMetric.Length, options.ArrivalsMetric?.Length ?? 0) + options.TenantDimension.Length + options.EndpointDimension.Length
            + options.ComponentDimension.Length + endpoint.Tenant.Value.Length + endpoint.Name.Length + longestComponentName;
        return (names * longestEscape) + rest;
    }

    private static void Write(IBufferWriter<byte> body, Input input)
    {
        using var writer = new Utf8JsonWriter(body);
        writer.WriteStartObject();
        writer.WriteString("Namespace"u8, input.Options.Namespace);
        writer.WriteStartArray("MetricData"u8);
        foreach (var value in input.Values)
        {
            writer.WriteStartObject();
            writer.WriteString("MetricName"u8, value.Metric);
            MetricDimensions.Write(writer, input.Options, input.Endpoint, value.Component);
            writer.WriteNumber("Timestamp"u8, value.At.ToUnixTimeSeconds());
            writer.WriteNumber("Value"u8, value.Amount);
            writer.WriteNumber("StorageResolution"u8, 1);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>What is published in a call.</summary>
    internal readonly record struct Input(AwsMetricOptions Options, EndpointId Endpoint, ArraySegment<DemandValue> Values);
}
