using System.Text.Json;

namespace Autoscaler.Cloud.Aws.CloudWatch;

/// <summary>The dimensions of a component's metrics: who publishes and who asks must name the same ones.</summary>
internal static class MetricDimensions
{
    /// <summary>Writes them as the member of a call.</summary>
    public static void Write(Utf8JsonWriter writer, AwsMetricOptions options, EndpointId endpoint, ComponentName component)
    {
        writer.WriteStartArray("Dimensions"u8);
        Write(writer, options.TenantDimension, endpoint.Tenant.Value);
        Write(writer, options.EndpointDimension, endpoint.Name);
        Write(writer, options.ComponentDimension, component.Value);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, string value)
    {
        writer.WriteStartObject();
        writer.WriteString("Name"u8, name);
        writer.WriteString("Value"u8, value);
        writer.WriteEndObject();
    }
}
