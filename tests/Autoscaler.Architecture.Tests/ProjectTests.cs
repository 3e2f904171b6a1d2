using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Autoscaler.Architecture.Tests;

public sealed partial class ProjectTests
{
    [Fact]
    public void Projects_OfTheRepository_HoldCode() => Violations.AssertNone(
        "a project holds code",
        Repository.Projects.Where(static project => project.Sources.Length == 0).Select(static project => (project.Path, "no source file")));

    [Fact]
    public void Projects_OfTheRepository_AreInTheSolution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Autoscaler.sln")).Replace('\\', '/');
        Violations.AssertNone(
            "Autoscaler.sln holds every project",
            Repository.Projects.Where(project => !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal)).Select(static project => (project.Path, "missing")));
    }

    [Fact]
    public void Versions_OfPackages_AreExactAndInOnePlace()
    {
        var central = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"));
        var named = central.Descendants("PropertyGroup").Elements().ToDictionary(static property => $"$({property.Name.LocalName})", static property => property.Value);
        var inexact = central.Descendants("PackageVersion")
            .Select(static package => (Name: package.Attribute("Include")?.Value ?? "?", Version: package.Attribute("Version")?.Value ?? "none"))
            .Select(package => package with { Version = named.GetValueOrDefault(package.Version, package.Version) })
            .Where(static package => !ExactVersion().IsMatch(package.Version))
            .Select(static package => (package.Name, package.Version));
        var local = Repository.Projects.SelectMany(static project => project.Xml.Descendants("PackageReference")
            .Where(static package => package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null)
            .Select(package => (project.Path, package.ToString())));
        Violations.AssertNone("Directory.Packages.props pins one exact version of every package", inexact.Concat(local));
    }

    [Fact]
    public void Exemptions_OfEveryRule_NameWhatIsThere() => Violations.AssertNone(
        "an exemption names a file or project that exists",
        Exemptions.All
            .Where(static exemption => !Repository.Sources.Any(source => source.Path.StartsWith(exemption.Subject, StringComparison.Ordinal))
                && !Repository.Projects.Any(project => project.Path.StartsWith(exemption.Subject, StringComparison.Ordinal)))
            .Select(static exemption => (exemption.Subject, exemption.Rule)));

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+){1,3}(-[0-9A-Za-z.-]+)?$")]
    private static partial Regex ExactVersion();
}
