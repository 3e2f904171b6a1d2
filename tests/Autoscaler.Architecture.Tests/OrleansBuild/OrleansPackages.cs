namespace Autoscaler.Architecture.Tests.OrleansBuild;

/// <summary>Which assemblies the packages bring that only the Orleans build references.</summary>
internal static class OrleansPackages
{
    private const string Prefix = "Microsoft.";

    private static readonly ImmutableArray<string> Client = ["Orleans.Serialization.Abstractions", "Orleans.Serialization", "Orleans.Core.Abstractions", "Orleans.Core"];
    private static readonly ImmutableArray<string> Silo = [.. Client, "Orleans.Runtime"];

    /// <summary>What a package brings: the assembly of its name, and those of the packages that it depends on. Empty for a package of another build.</summary>
    public static IEnumerable<string> AssembliesOf(string package) => package switch
    {
        "Microsoft.Orleans.Sdk" or "Microsoft.Orleans.Client" => Client,
        "Microsoft.Orleans.Runtime" => Silo,
        "Microsoft.Orleans.Server" => [.. Silo, "Orleans.Persistence.Memory"],
        "Microsoft.Orleans.TestingHost" => [.. Silo, "Orleans.TestingHost", "Orleans.Persistence.Memory", "Orleans.Reminders"],
        "Microsoft.Orleans.Reminders.DynamoDB" => ["Orleans.Reminders.DynamoDB", "Orleans.Reminders"],
        "Microsoft.Orleans.Clustering.AzureStorage" => ["Orleans.Clustering.AzureStorage", "Azure.Data.Tables", "Azure.Core"],
        "Azure.Identity" => ["Azure.Identity", "Azure.Core"],
        _ when package.StartsWith($"{Prefix}Orleans.", StringComparison.Ordinal) => [package[Prefix.Length..]],
        _ => [],
    };
}
