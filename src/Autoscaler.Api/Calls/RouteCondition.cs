namespace Autoscaler.Api.Calls;

/// <summary>Says that a route changes something from a version: it understands If-Match and If-None-Match.</summary>
internal sealed record RouteCondition;
