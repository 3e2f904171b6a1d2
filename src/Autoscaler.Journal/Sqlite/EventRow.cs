using Autoscaler.Contracts.History;

namespace Autoscaler.Journal.Sqlite;

/// <summary>An event as it is written.</summary>
internal readonly record struct EventRow(DateTimeOffset At, EndpointId Endpoint, EventKinds Kind, long? Decision, byte[] Body);
