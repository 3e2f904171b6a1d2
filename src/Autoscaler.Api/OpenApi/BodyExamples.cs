using System.Text.Json.Nodes;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Specs;
using Autoscaler.Contracts.Tenants;
using Autoscaler.Documents.Requests;
using Microsoft.AspNetCore.Http.Metadata;

namespace Autoscaler.Api.OpenApi;

/// <summary>What bodies look like.</summary>
internal static class BodyExamples
{
    private static readonly ImmutableDictionary<Type, string> Texts = new Dictionary<Type, string>
    {
        [typeof(EndpointSpec)] = """
            { "components": [{ "name": "chat", "image": { "reference": "registry.example/chat:v1", "sizeGb": 17.7 } }], "instanceTypes": ["g6.2xlarge"], "zones": ["us-east-1a"] }
            """,
        [typeof(ScalingPolicy)] = """{ "targetConcurrencyPerCopy": 8, "targetTracking": { "window": "20s" }, "scaleToZero": { "idleGrace": "10m" } }""",
        [typeof(TenantSpec)] = """{ "maxEndpoints": 100 }""",
        [typeof(KeyRequest)] = """{ "name": "ci", "role": "operator", "for": "720h" }""",
        [typeof(OverrideRequest)] = """{ "copies": 3, "for": "30m" }""",
        [typeof(PrebuildRequest)] = """{ "reference": "registry.example/chat:v2", "sizeGb": 17.7 }""",
        [typeof(PurgeRequest)] = """{ "content": "sha256:5f6c7d1e9b0a4c3d8e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d" }""",
        [typeof(PushedDemand)] = """
            { "demand": [{ "component": "chat", "samples": [{ "start": "2026-01-02T03:04:00Z", "concurrency": 12.5, "arrivalsPerSecond": 3 }] }] }
            """,
    }.ToImmutableDictionary();

    /// <summary>The example of the body that a route takes; null where it takes none.</summary>
    public static JsonNode? For(IList<object> metadata) =>
        metadata.OfType<IAcceptsMetadata>().FirstOrDefault()?.RequestType is { } type && Texts.TryGetValue(type, out var text) ? JsonNode.Parse(text) : null;
}
