namespace Autoscaler.Cloud.Metrics;

/// <summary>A component whose demand is asked for.</summary>
public readonly record struct MetricQuery(EndpointId Endpoint, ComponentName Component);
