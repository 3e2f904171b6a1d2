using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.SingleProcess.Generator;

/// <summary>What makes an interface unusable as a grain interface, and where.</summary>
internal sealed record Problem(DiagnosticDescriptor Kind, string Subject, string Path, TextSpan Span, LinePositionSpan Lines)
{
    private const string Category = "Orleans.SingleProcess";

    public static readonly DiagnosticDescriptor ReturnType = Describe(
        "OSP0001", "A grain method returns a task", "Grain method {0} must return Task, Task<T>, ValueTask or ValueTask<T>");

    public static readonly DiagnosticDescriptor NotAMethod = Describe(
        "OSP0002", "A grain interface has methods only", "Grain interface member {0} is a property or an event; a grain interface has methods only");

    public static readonly DiagnosticDescriptor ParameterKind = Describe(
        "OSP0003", "A grain method's parameters are passed by value", "Grain method {0} has a ref, in, out or by-reference-only parameter");

    public static readonly DiagnosticDescriptor Generic = Describe(
        "OSP0004", "Grain interfaces and methods are not generic here", "{0} is generic, which this host does not support");

    public static readonly DiagnosticDescriptor Inaccessible = Describe(
        "OSP0005", "A grain interface is public or internal", "Grain interface {0} is private, protected or file-local, so no reference can be generated for it");

    public static readonly DiagnosticDescriptor Timeout = Describe(
        "OSP0006", "A response timeout is a time span", "The response timeout of {0} must be a time span of more than zero, as 00:00:10");

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Kind, Location.Create(Path, Span, Lines), Subject);

    public static Problem Of(DiagnosticDescriptor kind, ISymbol symbol, ISymbol fallback)
    {
        var location = symbol.Locations.FirstOrDefault(static found => found.IsInSource) ?? fallback.Locations[0];
        return new Problem(kind, symbol.ToDisplayString(), location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span);
    }

    private static DiagnosticDescriptor Describe(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
