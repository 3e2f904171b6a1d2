using Autoscaler.Contracts.Specs;

namespace Autoscaler.Documents.Tests.Kit;

/// <summary>Comparing specs by all that they hold: their lists are equal only by reference.</summary>
internal static class Specs
{
    /// <summary>The least that is accepted, in JSON.</summary>
    public const string LeastJson = """
        {
          "endpoint": "demo/chat",
          "components": [ { "name": "chat", "image": { "reference": "registry.example/chat:v1", "sizeGb": 17.7 } } ],
          "instanceTypes": [ "g6.2xlarge" ],
          "zones": [ "us-east-1a" ]
        }
        """;

    /// <summary>The same in YAML.</summary>
    public const string LeastYaml = """
        endpoint: demo/chat
        components:
          - name: chat
            image: { reference: registry.example/chat:v1, sizeGb: 17.7 }
        instanceTypes: [g6.2xlarge]
        zones: [us-east-1a]

        """;

    public static EndpointSpec Least { get; } = EndpointDocument.Parse(LeastYaml, "least.yaml", DocumentSyntax.Yaml).ValueOrThrow();

    public static void AssertSame(EndpointSpec expected, EndpointSpec actual)
    {
        Assert.Equal(expected.Components.AsEnumerable(), actual.Components);
        Assert.Equal(expected.InstanceTypes.AsEnumerable(), actual.InstanceTypes);
        Assert.Equal(expected.Zones.AsEnumerable(), actual.Zones);
        Assert.Equal(expected with { Components = [], InstanceTypes = [], Zones = [] }, actual with { Components = [], InstanceTypes = [], Zones = [] });
    }
}
