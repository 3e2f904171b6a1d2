using Autoscaler.Contracts.Specs;
using Autoscaler.Documents;

namespace Autoscaler.Api.Tests.Kit;

/// <summary>Small endpoints.</summary>
internal static class Specs
{
    public const string Component = "llm";

    public static string Digest { get; } = $"sha256:{new string('a', 64)}";

    public static EndpointSpec Endpoint(string tenant, string name, int minCopies = 1) => new()
    {
        Id = new EndpointId(new TenantId(tenant), name),
        Components =
        [
            new ComponentSpec
            {
                Name = new ComponentName(Component),
                Image = new ImageSpec("registry.example/llm:a", new ImageDigest(Digest), ByteCount.FromGigabytes(1)),
                MinCopies = minCopies,
                MaxCopies = 4,
            },
        ],
        InstanceTypes = [new InstanceTypeName("g6.2xlarge")],
        Zones = [new ZoneName("us-east-1a")],
    };

    public static string Json(string tenant, string name, int minCopies = 1) => EndpointDocument.WriteJson(Endpoint(tenant, name, minCopies)).ToJsonString();

    public static string Yaml(string tenant, string name) => EndpointDocument.WriteYaml(Endpoint(tenant, name));

    public static string Path(string tenant, string name) => $"/v1/tenants/{tenant}/endpoints/{name}";
}
