using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Autoscaler.Architecture.Tests.OrleansBuild;

/// <summary>
/// A project's items as <c>-p:GrainRuntime=Orleans</c> would choose them: its own, and those that all projects get from the root. It reads conditions that compare
/// properties with values; a property has the value that the project gives it.
/// </summary>
internal static partial class BuildItems
{
    private static readonly ImmutableArray<XDocument> BeforeProjects = [Root("Directory.Build.props")];
    private static readonly ImmutableArray<XDocument> AfterProjects = [Root("Directory.Build.targets")];

    public static IEnumerable<XElement> Of(ProjectFile project, string item) => BeforeProjects.Append(project.Xml).Concat(AfterProjects)
        .SelectMany(file => file.Descendants(item))
        .Where(element => element.AncestorsAndSelf().All(one => one.Attribute("Condition") is not { } condition || Holds(project, condition.Value)));

    /// <summary>What the items of a kind include.</summary>
    public static IEnumerable<string> Includes(ProjectFile project, string item) =>
        Of(project, item).Select(static element => element.Attribute("Include")?.Value).OfType<string>();

    /// <summary>A property's value; empty when the project sets none.</summary>
    public static string Property(ProjectFile project, string name) => name == "GrainRuntime"
        ? "Orleans"
        : project.Xml.Descendants(name).LastOrDefault()?.Value ?? "";

    private static bool Holds(ProjectFile project, string condition) => condition.Split(" and ", StringSplitOptions.TrimEntries)
        .All(part => Comparison().Match(part) is { Success: true } match
            ? match.Groups["is"].Value == "==" == (Property(project, match.Groups["property"].Value) == match.Groups["value"].Value)
            : throw new NotSupportedException($"{project.Path}: expected conditions that compare a property with a value; found {condition}."));

    private static XDocument Root(string file) => XDocument.Load(Path.Combine(Repository.Root, file));

    [GeneratedRegex(@"^'\$\((?<property>\w+)\)'\s*(?<is>==|!=)\s*'(?<value>[^'$]*)'$")]
    private static partial Regex Comparison();
}
