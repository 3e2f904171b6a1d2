using System.Text;
using Microsoft.CodeAnalysis;

namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>
/// Declarations as one canonical line each, in C#: what a caller or an implementer can tell apart is in the line, and nothing else. Reference types carry
/// <c>?</c> or <c>!</c>, or neither where their assembly says nothing (<see cref="NullabilityMarks"/>).
/// </summary>
internal static class ApiText
{
    private static readonly ImmutableHashSet<string> TellingAttributes =
    [
        "System.ObsoleteAttribute",
        "System.FlagsAttribute",
        "System.Diagnostics.CodeAnalysis.ExperimentalAttribute",
        "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute",
    ];

    private static readonly SymbolDisplayFormat TypeFormat = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.ExpandNullable
            | SymbolDisplayMiscellaneousOptions.ExpandValueTuple
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.IncludeNotNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat HeadFormat = TypeFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance);

    private static readonly SymbolDisplayFormat MemberFormat = TypeFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints)
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeExtensionThis);

    /// <summary>A type's name as metadata has it.</summary>
    public static string NameOf(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? $"{NameOf(outer)}+{type.MetadataName}"
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}" : type.MetadataName;

    public static string Of(ITypeSymbol type) => type.ToDisplayString(TypeFormat);

    /// <summary>What kind of type it is, its name, its type parameters and their constraints.</summary>
    public static string HeadOf(INamedTypeSymbol type)
    {
        var line = new StringBuilder(AttributesOf(type)).Append(AccessOf(type));
        if (type.TypeKind == TypeKind.Class)
        {
            line.Append(type.IsStatic ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "");
        }
        else if (type.TypeKind == TypeKind.Struct)
        {
            line.Append(type.IsReadOnly ? "readonly " : "").Append(type.IsRefLikeType ? "ref " : "");
        }

        line.Append(type.TypeKind.ToString().ToLowerInvariant()).Append(' ').Append(type.ToDisplayString(HeadFormat));
        return type.EnumUnderlyingType is { } number ? $"{line} : {Of(number)}" : line.ToString();
    }

    /// <summary>Where an attribute may stand; empty for other types.</summary>
    public static string UsageOf(INamedTypeSymbol type)
    {
        for (var one = type; one is not null; one = one.BaseType)
        {
            if (one.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.Name == nameof(AttributeUsageAttribute)) is { } usage)
            {
                var options = usage.NamedArguments.ToDictionary(static argument => argument.Key, static argument => argument.Value.Value);
                var targets = (AttributeTargets)(int)usage.ConstructorArguments[0].Value!;
                return $"[{targets}], AllowMultiple = {options.GetValueOrDefault("AllowMultiple", false)}, Inherited = {options.GetValueOrDefault("Inherited", true)}";
            }
        }

        return "";
    }

    /// <summary>A member's declaration.</summary>
    public static string Of(ISymbol member)
    {
        var line = new StringBuilder(AttributesOf(member)).Append(AccessOf(member)).Append(ModifiersOf(member)).Append(member.ToDisplayString(MemberFormat));
        if (member is IPropertySymbol property)
        {
            line.Append(" {").Append(AccessorOf(property, property.GetMethod)).Append(AccessorOf(property, property.SetMethod)).Append(" }");
        }

        return line.ToString();
    }

    /// <summary>Whether code outside of the assembly can name it.</summary>
    public static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    private static string AccessorOf(IPropertySymbol property, IMethodSymbol? accessor)
    {
        if (accessor is null || !IsVisible(accessor))
        {
            return "";
        }

        var access = accessor.DeclaredAccessibility == property.DeclaredAccessibility ? "" : AccessOf(accessor);
        var verb = accessor.MethodKind == MethodKind.PropertyGet ? "get" : accessor.IsInitOnly ? "init" : "set";
        return $" {access}{verb};";
    }

    private static string AccessOf(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Public => "public ",
        Accessibility.Protected => "protected ",
        Accessibility.ProtectedOrInternal => "protected internal ",
        _ => "internal ",
    };

    // What overrides is not told from what is virtual: to call it or to override it is the same.
    private static string ModifiersOf(ISymbol member)
    {
        var line = member.IsStatic && member is not IFieldSymbol { IsConst: true } ? "static " : "";
        line += member switch
        {
            IFieldSymbol { IsConst: true } => "const ",
            IFieldSymbol { IsReadOnly: true } => "readonly ",
            IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true } => "required ",
            _ => "",
        };
        var isOpen = (member.IsVirtual || member.IsOverride) && !member.IsSealed && member.ContainingType is { IsSealed: false, IsValueType: false };
        return line + (member.IsAbstract ? "abstract " : isOpen ? "virtual " : "");
    }

    private static string AttributesOf(ISymbol symbol) => string.Concat(symbol.GetAttributes()
        .Select(static attribute => attribute.AttributeClass?.ToDisplayString() ?? "")
        .Where(TellingAttributes.Contains)
        .Order(StringComparer.Ordinal)
        .Select(static name => $"[{name}] "));
}
