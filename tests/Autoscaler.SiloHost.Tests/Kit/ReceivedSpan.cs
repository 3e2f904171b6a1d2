namespace Autoscaler.SiloHost.Tests.Kit;

/// <summary>A span that came.</summary>
internal sealed record ReceivedSpan(string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Attributes);
