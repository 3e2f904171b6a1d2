using Microsoft.CodeAnalysis;

namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>Members as the reference tables of an assembly write them: by their metadata names and types alone.</summary>
internal static class ClrText
{
    /// <summary>A method or a field; null for what is referenced through its accessors.</summary>
    public static string? Of(ISymbol member) => member switch
    {
        IMethodSymbol method => Method(method.IsStatic, Of(method.ReturnType), method.MetadataName, method.Arity, method.Parameters.Select(Of)),
        IFieldSymbol field => Field(Of(field.Type), field.Name),
        _ => null,
    };

    public static string Method(bool isStatic, string returnType, string name, int arity, IEnumerable<string> parameters) =>
        $"{(isStatic ? "static " : "")}{returnType} {name}{(arity > 0 ? $"`{arity}" : "")}({string.Join(", ", parameters)})";

    public static string Field(string type, string name) => $"{type} {name}";

    public static string Generic(string definition, IEnumerable<string> arguments) => $"{definition}<{string.Join(",", arguments)}>";

    public static string Array(string element) => $"{element}[]";

    public static string ByReference(string element) => $"{element}&";

    public static string TypeParameter(int index) => $"!{index}";

    public static string MethodParameter(int index) => $"!!{index}";

    private static string Of(IParameterSymbol parameter) => parameter.RefKind == RefKind.None ? Of(parameter.Type) : ByReference(Of(parameter.Type));

    private static string Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Array(Of(array.ElementType)),
        ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } parameter => MethodParameter(parameter.Ordinal),
        ITypeParameterSymbol parameter => TypeParameter(parameter.Ordinal),
        INamedTypeSymbol { IsTupleType: true, TupleUnderlyingType: { } tuple } => Of(tuple),
        INamedTypeSymbol { TypeArguments.IsEmpty: false } named => Generic(ApiText.NameOf(named), named.TypeArguments.Select(Of)),
        INamedTypeSymbol named => ApiText.NameOf(named),
        _ => type.ToDisplayString(),
    };
}
