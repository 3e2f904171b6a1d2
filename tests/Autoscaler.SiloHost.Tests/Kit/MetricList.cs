using System.Text.RegularExpressions;

namespace Autoscaler.SiloHost.Tests.Kit;

/// <summary>The metrics that docs/operations.md lists.</summary>
internal static partial class MetricList
{
    public static ImmutableArray<ReceivedMetric> Read() =>
    [
        .. File.ReadLines(Path.Combine(Root(), "docs", "operations.md")).Select(static line => Row().Match(line)).Where(static row => row.Success).Select(static row => new ReceivedMetric(
            row.Groups["name"].Value,
            row.Groups["unit"].Value,
            [.. Tag().Matches(row.Groups["tags"].Value).Select(static tag => tag.Groups[1].Value).Order(StringComparer.Ordinal)])),
    ];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Autoscaler.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"Expected Autoscaler.sln above {AppContext.BaseDirectory}; found none.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^\| `(?<name>autoscaler\.[a-z_.]+)` \| `(?<unit>[^`]+)` \| (?<tags>[^|]*)\|")]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z_.]+)`")]
    private static partial Regex Tag();
}
