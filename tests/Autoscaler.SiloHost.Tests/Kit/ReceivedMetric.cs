namespace Autoscaler.SiloHost.Tests.Kit;

/// <summary>A metric that came, with the tags of all of its points.</summary>
internal sealed record ReceivedMetric(string Name, string Unit, ImmutableArray<string> Tags);
