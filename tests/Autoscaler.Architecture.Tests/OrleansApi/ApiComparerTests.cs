using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>The comparison finds what it should, on small types made for it.</summary>
public sealed class ApiComparerTests
{
    private const string Nothing = "";

    [Theory]
    [InlineData("Do(int a)", "Do(int b)")]
    [InlineData("Do(int a = 1)", "Do(int a = 2)")]
    [InlineData("Do(int a = 1)", "Do(int a)")]
    [InlineData("Do(string? a)", "Do(string a)")]
    [InlineData("Do(System.Collections.Generic.List<string> a)", "Do(System.Collections.Generic.List<string?> a)")]
    [InlineData("Do(params int[] a)", "Do(int[] a)")]
    [InlineData("Do(ref int a)", "Do(int a)")]
    public void Compare_ParameterIsOther_IsFound(string expected, string found) =>
        AssertOne(ApiDifferenceKind.Different, "T.Do", $"public class T {{ public void {expected} {{ }} }}", $"public class T {{ public void {found} {{ }} }}");

    [Theory]
    [InlineData("public int Do() => 0;", "public long Do() => 0;")]
    [InlineData("public string? Do() => null;", "public string Do() => \"\";")]
    [InlineData("public int? Do() => null;", "public int Do() => 0;")]
    [InlineData("public void Do() { }", "public static void Do() { }")]
    [InlineData("public void Do() { }", "public virtual void Do() { }")]
    [InlineData("protected void Do() { }", "public void Do() { }")]
    [InlineData("public void Do<X>() where X : class { }", "public void Do<X>() { }")]
    [InlineData("[System.Obsolete] public void Do() { }", "public void Do() { }")]
    [InlineData("public int Do { get; init; }", "public int Do { get; set; }")]
    [InlineData("public int Do { get; }", "public int Do { get; set; }")]
    [InlineData("public int Do { get; protected set; }", "public int Do { get; set; }")]
    [InlineData("public required int Do { get; set; }", "public int Do { get; set; }")]
    [InlineData("public const int Do = 1;", "public const int Do = 2;")]
    [InlineData("public event System.Action? Do;", "public event System.Action<int>? Do;")]
    public void Compare_MemberIsOther_IsFound(string expected, string found) =>
        AssertOne(ApiDifferenceKind.Different, "T.Do", $"public class T {{ {expected} }}", $"public class T {{ {found} }}");

    [Theory]
    [InlineData("public void Do<X>() { }", "public void Do() { }")]
    [InlineData("public void Do(int a) { }", "public void Do(long a) { }")]
    [InlineData("public void Be() { }", "public void Do() { }")]
    [InlineData("public int Do;", "public int Do { get; set; }")]
    [InlineData(Nothing, "public override string ToString() => \"\"; public void Do() { }")]
    public void Compare_MemberIsMore_IsFound(string expected, string found) =>
        AssertOne(ApiDifferenceKind.Extra, "T.Do", $"public class T {{ {expected} }}", $"public class T {{ {found} }}");

    [Theory]
    [InlineData("public class T : System.Exception;", "public class T;")]
    [InlineData("public class T<A> where A : class;", "public class T<A>;")]
    [InlineData("public interface T<out A>;", "public interface T<A>;")]
    [InlineData("public class T;", "public sealed class T;")]
    [InlineData("public readonly struct T;", "public struct T;")]
    [InlineData("public class T;", "public class T : System.IDisposable { void System.IDisposable.Dispose() { } }")]
    [InlineData("public class T : System.IComparable<string?> { int System.IComparable<string?>.CompareTo(string? a) => 0; }", "public class T : System.IDisposable { void System.IDisposable.Dispose() { } }")]
    [InlineData("public enum T : byte;", "public enum T;")]
    [InlineData("[System.Flags] public enum T;", "public enum T;")]
    [InlineData("[System.AttributeUsage(System.AttributeTargets.Class)] public class T : System.Attribute;", "public class T : System.Attribute;")]
    [InlineData("[System.AttributeUsage(System.AttributeTargets.Class, Inherited = false)] public class T : System.Attribute;", "[System.AttributeUsage(System.AttributeTargets.Class)] public class T : System.Attribute;")]
    public void Compare_TypeIsOther_IsFound(string expected, string found)
    {
        var name = expected.Contains("T<A>", StringComparison.Ordinal) || expected.Contains("T<out A>", StringComparison.Ordinal) ? "T`1" : "T";
        AssertOne(ApiDifferenceKind.Different, name, expected, found);
    }

    [Theory]
    [InlineData("public delegate void T(int a);", "public delegate void T(int b);", "T.Invoke")]
    [InlineData("public enum T { A, B }", "public enum T { B = 2 }", "T.B")]
    [InlineData("public interface T { void Do() { } }", "public interface T { void Do(); }", "T.Do")]
    [InlineData("public static class T { public static void Do(this int a) { } }", "public static class T { public static void Do(int a) { } }", "T.Do")]
    public void Compare_MemberOfAnyKindOfType_IsFound(string expected, string found, string subject) =>
        AssertOne(ApiDifferenceKind.Different, subject, expected, found);

    [Theory]
    [InlineData("public interface T { void Do(); void Be(); }", "public interface T { void Do(); }")]
    [InlineData("public interface T : System.IDisposable;", "public interface T;")]
    [InlineData("public abstract class T { protected abstract void Do(); }", "public abstract class T;")]
    public void Compare_ImplementersNeedMore_IsFound(string expected, string found) => AssertOne(ApiDifferenceKind.Required, "T", expected, found);

    [Theory]
    [InlineData("public class T { public void Do() { } public void Be() { } public int P { get; set; } }", "public class T { public void Be() { } }")]
    [InlineData("public class T : System.IDisposable { public void Dispose() { } }", "public class T;")]
    [InlineData("public interface T { void Do() { } void Be(); }", "public interface T { void Be(); }")]
    [InlineData("#nullable disable\npublic class T { public string Do(string a) => a; }", "public class T { public string? Do(string a) => a; }")]
    [InlineData("public class T { public virtual void Do() { } internal void Hidden() { } }", "public class T { public virtual void Do() { } internal int Other; private protected void Third() { } }")]
    [InlineData("public struct T { public int A; }", "public struct T;")]
    [InlineData("public class T { public void Do(int a, string? b = null) { } }", "public class T { public void Do(int a, string? b = null) { } }")]
    public void Compare_FewerOrTheSame_FindsNothing(string expected, string found) => Assert.Empty(ApiComparer.Compare(Read(expected), Read(found)));

    private static void AssertOne(ApiDifferenceKind kind, string subject, string expected, string found)
    {
        var difference = Assert.Single(ApiComparer.Compare(Read(expected), Read(found)));
        Assert.Equal((kind, subject), (difference.Kind, difference.Subject));
        Assert.NotEqual(difference.Expected, difference.Found);
    }

    // Through metadata, as real assemblies come.
    private static INamedTypeSymbol Read(string source)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview));
        using var image = new MemoryStream();
        var emitted = CSharpCompilation.Create("Subject", [tree], PlatformReferences.All, options).Emit(image);
        Assert.True(emitted.Success, $"{source}: {string.Join("; ", emitted.Diagnostics)}");

        var reference = MetadataReference.CreateFromImage([.. image.ToArray()]);
        var reader = CSharpCompilation.Create("Reader", null, PlatformReferences.All.Append(reference));
        var assembly = (IAssemblySymbol)reader.GetAssemblyOrModuleSymbol(reference)!;
        return assembly.GetTypeByMetadataName("T") ?? assembly.GetTypeByMetadataName("T`1")!;
    }
}
