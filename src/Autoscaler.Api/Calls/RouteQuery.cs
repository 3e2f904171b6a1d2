namespace Autoscaler.Api.Calls;

/// <summary>The parameters that a route understands.</summary>
internal sealed record RouteQuery(ImmutableArray<QueryParameter> Parameters);
