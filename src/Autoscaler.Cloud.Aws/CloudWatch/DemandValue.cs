namespace Autoscaler.Cloud.Aws.CloudWatch;

/// <summary>A value to be published.</summary>
/// <param name="Component">Whose.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="At">The second, UTC.</param>
/// <param name="Amount">Finite, 0 or more.</param>
internal readonly record struct DemandValue(ComponentName Component, string Metric, DateTimeOffset At, double Amount);
