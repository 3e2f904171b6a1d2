using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Autoscaler.Architecture.Tests.OrleansBuild;

/// <summary>A project file's items as <c>-p:GrainRuntime=Orleans</c> would choose them. It reads conditions on that property and no others.</summary>
internal static partial class BuildItems
{
    private const string Chosen = "Orleans";

    public static IEnumerable<XElement> Of(ProjectFile project, string item) => project.Xml.Descendants(item).Where(element => IsChosen(project, element));

    /// <summary>What the items of a kind include.</summary>
    public static IEnumerable<string> Includes(ProjectFile project, string item) =>
        Of(project, item).Select(static element => element.Attribute("Include")?.Value).OfType<string>();

    /// <summary>A property's value; null when the project sets none.</summary>
    public static string? Property(ProjectFile project, string name) => Of(project, name).LastOrDefault()?.Value;

    private static bool IsChosen(ProjectFile project, XElement element) => element.AncestorsAndSelf()
        .Select(static one => one.Attribute("Condition")?.Value)
        .OfType<string>()
        .All(condition => OnGrainRuntime().Match(condition) is { Success: true } match
            ? match.Groups["is"].Value == "==" == (match.Groups["value"].Value == Chosen)
            : throw new NotSupportedException($"{project.Path}: expected conditions on GrainRuntime only; found {condition}."));

    [GeneratedRegex(@"^\s*'\$\(GrainRuntime\)'\s*(?<is>==|!=)\s*'(?<value>\w+)'\s*$")]
    private static partial Regex OnGrainRuntime();
}
