using Microsoft.CodeAnalysis;

namespace Orleans.SingleProcess.Generator;

/// <summary>How a method gives its result: by which task type, and of what. An observer's method may be void; then nobody waits for it.</summary>
internal sealed record ReturnShape(bool IsValueTask, ITypeSymbol? Result, bool IsVoid = false)
{
    /// <summary>Null when a grain or observer method cannot return the type.</summary>
    public static ReturnShape? Of(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Void)
        {
            return new ReturnShape(false, null, IsVoid: true);
        }

        if (type is not INamedTypeSymbol named || named.ContainingNamespace?.ToDisplayString() != "System.Threading.Tasks")
        {
            return null;
        }

        return (named.Name, named.Arity) switch
        {
            ("Task", 0) => new ReturnShape(false, null),
            ("Task", 1) => new ReturnShape(false, named.TypeArguments[0]),
            ("ValueTask", 0) => new ReturnShape(true, null),
            ("ValueTask", 1) => new ReturnShape(true, named.TypeArguments[0]),
            _ => null,
        };
    }
}
