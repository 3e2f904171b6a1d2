using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>
/// The declarations in <c>Packages</c> are ours, so they may be wrong. What can be checked of them without the packages: that they compile against the real
/// assemblies, repeat none of them, and say the same as every reference that the real assemblies make to what is declared.
/// </summary>
public sealed class PackageDeclarationTests(ITestOutputHelper output)
{
    private static readonly Lazy<ImmutableArray<ReferencedMember>> References = new(static () =>
    [
        .. OrleansAssemblies.All.Where(static assembly => assembly.IsReal).SelectMany(static assembly => ReferenceTable.Read(OrleansAssembly.PathOf(assembly.Name))).Distinct(),
    ]);

    [Fact]
    public void Declarations_OfEveryPackage_Compile() =>
        Assert.Empty(OrleansAssemblies.All.SelectMany(static assembly => assembly.Errors).Select(static error => error.ToString()));

    [Fact]
    public void Declarations_InTheFolder_AreAllRead() => Assert.Equal(
        OrleansAssemblies.All.Where(static assembly => !assembly.IsReal).Select(static assembly => assembly.Name).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(OrleansAssemblies.Folder).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public void Declarations_OfEveryType_AreNotInARealAssembly() => Assert.Empty(ApiTypes.Orleans
        .Where(static types => types.Count() > 1)
        .Select(static types => $"{types.Key} is in {string.Join(", ", types.Select(static type => type.ContainingAssembly.Name))}"));

    [Fact]
    public void Declarations_OfEveryType_AreWhereRealAssembliesExpectThem() => Assert.Empty(References.Value
        .SelectMany(static reference => Declared(reference.Type)
            .Where(type => type.ContainingAssembly.Name != reference.Assembly)
            .Select(type => $"{reference.Type}: expected in {reference.Assembly}; found in {type.ContainingAssembly.Name}"))
        .Distinct());

    [Fact]
    public void Declarations_OfEveryMember_AreAsRealAssembliesCallThem()
    {
        var checkedMembers = References.Value
            .Where(static reference => reference.Name is not null)
            .SelectMany(static reference => Declared(reference.Type).Select(type => (reference, Members: Named(type, reference.Name!))))
            .Where(static item => item.Members.Count > 0)
            .ToList();
        output.WriteLine($"{checkedMembers.Count} members of {checkedMembers.Select(static item => item.reference.Type).Distinct().Count()} declared types are referenced");

        Assert.NotEmpty(checkedMembers);
        Assert.Empty(checkedMembers
            .Where(static item => !item.Members.Contains(item.reference.Signature!))
            .Select(static item => $"{item.reference.Type}: expected {item.reference.Signature}; found {string.Join(" or ", item.Members)}"));
    }

    private static IEnumerable<INamedTypeSymbol> Declared(string type) => ApiTypes.Orleans[type].Where(static one => !ApiTypes.IsReal(one));

    private static List<string> Named(INamedTypeSymbol type, string member) =>
        type.GetMembers(member).Where(static one => one.DeclaredAccessibility != Accessibility.Private).Select(ClrText.Of).OfType<string>().ToList();
}
