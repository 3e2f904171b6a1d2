namespace Autoscaler.Architecture.Tests;

public sealed class ReferenceTests
{
    private const string GrainRuntimePrefix = "Orleans.SingleProcess";

    [Fact]
    public void References_OfEveryProject_PointToItsLayersOnly() => Violations.AssertNone(Rules.References, Repository.Projects.SelectMany(WrongReferences));

    [Fact]
    public void GrainApi_OfAProject_IsUsedByItsLayersOnly() => Violations.AssertNone(
        Rules.References,
        Repository.Projects
            .Where(static project => !project.IsTest && project.UsesGrainApi && !AllowedReferences.GrainApi.Contains(project.Name))
            .Select(static project => (project.Path, "UsesGrainApi")));

    [Fact]
    public void OrleansPackages_OfAProject_AreReferencedByTheRootTargetsOrASiloOnly() => Violations.AssertNone(
        Rules.References,
        Repository.Projects.Where(static project => !AllowedReferences.OrleansPackages.Contains(project.Name)).SelectMany(static project => project.Includes("PackageReference")
            .Where(static package => package.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal))
            .Select(package => (project.Path, package))));

    [Theory]
    [InlineData("Autoscaler.Decisions", "BannedSymbols.Decisions.txt")]
    [InlineData("Autoscaler.Contracts", "BannedSymbols.Grains.txt")]
    [InlineData("Autoscaler.Grains", "BannedSymbols.Grains.txt")]
    public void BannedSymbols_OfALayer_AreGivenToItsCompiler(string name, string list)
    {
        var project = Assert.Single(Repository.Projects, project => project.Name == name);
        Assert.Contains(project.Includes("AdditionalFiles"), file => file.EndsWith($"/{list}", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Subject, string Found)> WrongReferences(ProjectFile project)
    {
        if (AllowedOf(project) is not { } allowed)
        {
            return [(project.Path, "a project that no layer names; add it to AllowedReferences")];
        }

        return project.References
            .Where(reference => !allowed.Contains(reference))
            .Select(reference => (project.Path, $"references {reference}; may reference {(allowed.IsEmpty ? "no project" : string.Join(", ", allowed))}"));
    }

    private static ImmutableArray<string>? AllowedOf(ProjectFile project)
    {
        if (!project.IsTest)
        {
            return AllowedReferences.Layers.TryGetValue(project.Name, out var layer) ? layer : null;
        }

        if (AllowedReferences.OtherTests.TryGetValue(project.Name, out var others))
        {
            return [.. others, .. AllowedReferences.TestSupport];
        }

        var subject = project.Name.EndsWith(".Tests", StringComparison.Ordinal) ? project.Name[..^".Tests".Length] : project.Name;
        if (!AllowedReferences.Layers.TryGetValue(subject, out var below))
        {
            return null;
        }

        // A grain runtime's tests run its generator too.
        var runtime = subject == GrainRuntimePrefix ? AllowedReferences.Layers.Keys.Where(static name => name.StartsWith(GrainRuntimePrefix, StringComparison.Ordinal)) : [];
        return [subject, .. below, .. runtime, .. AllowedReferences.TestSupport];
    }
}
