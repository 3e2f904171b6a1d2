namespace Autoscaler.Api.Calls;

/// <summary>The media types that a route answers, the one for whoever does not care first.</summary>
internal sealed record RouteAnswers(ImmutableArray<string> MediaTypes);
