namespace Autoscaler.Architecture.Tests;

/// <summary>Who may reference whom: the folders are layers, and a reference points down.</summary>
internal static class AllowedReferences
{
    /// <summary>Projects that may use the grain API.</summary>
    public static ImmutableArray<string> GrainApi { get; } =
    [
        "Autoscaler.Contracts", "Autoscaler.Cloud.Aws", "Autoscaler.Keys", "Autoscaler.Api", "Autoscaler.Dashboard", "Autoscaler.Grains", "Autoscaler.Simulation", "Autoscaler.SiloHost", "Autoscaler.Samples.Backend",
    ];

    /// <summary>Projects that may reference Orleans packages of their own, beside those that the root's targets give: a silo's, and a test cluster's.</summary>
    public static ImmutableArray<string> OrleansPackages { get; } = ["Autoscaler.SiloHost", "Autoscaler.GrainRuntime.Tests"];

    /// <summary>Programs under test are built from these, so tests of any layer may use them.</summary>
    public static ImmutableArray<string> TestSupport { get; } = ["Autoscaler.TestKit"];

    /// <summary>Test projects without a project of their own name, and what they look at.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> OtherTests { get; } = new Dictionary<string, ImmutableArray<string>>
    {
        ["Autoscaler.TestKit"] = ["Autoscaler.Contracts", "Autoscaler.Cloud", "Autoscaler.Cloud.Simulated", "Autoscaler.Grains", "Autoscaler.Simulation"],
        ["Autoscaler.Architecture.Tests"] = ["Autoscaler.Contracts", "Autoscaler.Grains"],
        ["Autoscaler.GrainRuntime.Tests"] = ["Autoscaler.Grains", "Autoscaler.Cloud.Simulated", "Autoscaler.Contracts"],
        // The API is tested with the grains that it calls.
        ["Autoscaler.Api.Tests"] = ["Autoscaler.Api", "Autoscaler.Documents", "Autoscaler.Grains", "Autoscaler.Cloud.Simulated"],
        // The dashboard in a browser against a real host.
        ["Autoscaler.Dashboard.Benchmarks"] = ["Autoscaler.SiloHost"],
        ["Autoscaler.Dashboard.Tests"] = ["Autoscaler.Dashboard", "Autoscaler.SiloHost"],
        // The command line against a real host.
        ["Autoscaler.EndToEnd.Tests"] = ["Autoscaler.SiloHost", "Autoscaler.Cli"],
        // Grains are tested in virtual time.
        ["Autoscaler.Grains.Tests"] = ["Autoscaler.Grains", "Autoscaler.Simulation", "Autoscaler.Cloud.Simulated"],
    }.ToImmutableDictionary();

    /// <summary>The layers.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> Layers { get; } = new Dictionary<string, ImmutableArray<string>>
    {
        // The host has a grain of its own, for reminders.
        ["Orleans.SingleProcess"] = ["Orleans.SingleProcess.Generator"],
        ["Orleans.SingleProcess.Generator"] = [],
        ["Autoscaler.Contracts"] = [],
        ["Autoscaler.Decisions"] = ["Autoscaler.Contracts"],
        ["Autoscaler.Documents"] = ["Autoscaler.Contracts", "Autoscaler.Decisions"],
        ["Autoscaler.Cloud"] = ["Autoscaler.Contracts"],
        ["Autoscaler.Cloud.Aws"] = ["Autoscaler.Cloud", "Autoscaler.Contracts"],
        ["Autoscaler.Cloud.Simulated"] = ["Autoscaler.Cloud", "Autoscaler.Contracts", "Autoscaler.Decisions"],
        // The journal of changes says what differs as people write it.
        ["Autoscaler.Grains"] = ["Autoscaler.Contracts", "Autoscaler.Decisions", "Autoscaler.Cloud", "Autoscaler.Documents"],
        ["Autoscaler.Journal"] = ["Autoscaler.Contracts", "Autoscaler.Grains"],
        ["Autoscaler.Keys"] = ["Autoscaler.Contracts", "Autoscaler.Decisions"],
        ["Autoscaler.Api"] = ["Autoscaler.Contracts", "Autoscaler.Documents", "Autoscaler.Keys"],
        ["Autoscaler.Dashboard"] = ["Autoscaler.Contracts", "Autoscaler.Documents", "Autoscaler.Keys"],
        ["Autoscaler.NodeAgent"] = ["Autoscaler.Contracts"],
        ["Autoscaler.Simulation"] = ["Autoscaler.Grains", "Autoscaler.Cloud.Simulated", "Autoscaler.Decisions", "Autoscaler.Documents"],
        ["Autoscaler.Cli"] = ["Autoscaler.Simulation", "Autoscaler.Cloud.Aws", "Autoscaler.Contracts", "Autoscaler.Documents", "Autoscaler.Journal"],
        ["Autoscaler.SiloHost"] =
        [
            "Autoscaler.Grains", "Autoscaler.Cloud.Simulated", "Autoscaler.Cloud.Aws", "Autoscaler.Api", "Autoscaler.Dashboard", "Autoscaler.Documents", "Autoscaler.Journal",
        ],
        // A client needs the contracts alone; in one process the sample hosts the grains too.
        ["Autoscaler.Samples.Backend"] = ["Autoscaler.Contracts", "Autoscaler.Grains", "Autoscaler.Cloud.Simulated"],
    }.ToImmutableDictionary();
}
