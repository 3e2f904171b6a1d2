using System.Text.Json.Nodes;

namespace Autoscaler.Cli.Server;

/// <summary>What a server answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body; null where there is none.</param>
/// <param name="ETag">The version, as the server writes it; null where it gave none.</param>
internal sealed record ApiReply(int Status, JsonNode? Body, string? ETag);
