namespace Autoscaler.EndToEnd.Tests.Kit;

/// <summary>Small endpoints, as people write them.</summary>
internal static class Specs
{
    public const string Component = "llm";

    public static string Yaml(string endpoint, int minCopies = 1, int maxCopies = 4) => $"""
        endpoint: {endpoint}
        components:
          - name: {Component}
            image:
              reference: registry.example/llm:a
              digest: sha256:{new string('a', 64)}
              sizeGb: 1
            minCopies: {minCopies}
            maxCopies: {maxCopies}
            policy:
              scaleToZero: {"{"} idleGrace: 1h {"}"}
        instanceTypes: [g6.2xlarge]
        zones: [us-east-1a]

        """;
}
