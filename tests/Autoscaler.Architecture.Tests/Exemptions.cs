namespace Autoscaler.Architecture.Tests;

/// <summary>Where a rule does not hold, and why.</summary>
internal static class Exemptions
{
    public static ImmutableArray<Exemption> All { get; } =
    [
        new(Rules.TypeNames, "src/Orleans.SingleProcess/GrainBaseExtensions.cs", "Orleans' own name"),
        new(Rules.TypeNames, "src/Orleans.SingleProcess/IGrainBase.cs", "Orleans' own name"),
        new(Rules.TypeNames, "src/Autoscaler.Decisions/Placement/NewInstance", "an instance that is not there yet, beside running and booting ones: not a newer kind of Instance"),
        new(Rules.TypeNames, "tests/Autoscaler.Decisions.Tests/Placement/NewInstance", "named for the type under test"),
        new(Rules.FrameworkSuffixes, "src/Autoscaler.Cloud.Simulated/Traffic/RequestServiceModel.cs", "a request in service, as queueing theory says; not a service"),
        new(Rules.Namespaces, "src/Orleans.SingleProcess/Hosting/OrleansSiloGenericHostExtensions.cs", "Orleans declares UseOrleans in Microsoft.Extensions.Hosting"),
        new(Rules.Namespaces, "src/Orleans.SingleProcess.Generator/IsExternalInit.cs", "the compiler looks for the type there; .NET Standard 2.0 lacks it"),
    ];
}
