using Microsoft.CodeAnalysis;

namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>
/// Compares a type with the one that it stands for. It may declare fewer members and implement fewer interfaces, so that what compiles against it compiles against
/// the other; never more, and never others.
/// </summary>
internal static class ApiComparer
{
    /// <summary>The members that code outside of the type's assembly can name, nested types left out.</summary>
    public static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type) => type.TypeKind == TypeKind.Delegate
        ? [type.DelegateInvokeMethod!]
        : type.GetMembers().Where(static member => ApiText.IsVisible(member)
            && member is IFieldSymbol or IPropertySymbol or IEventSymbol or IMethodSymbol { AssociatedSymbol: null }
            && !(member.IsImplicitlyDeclared && member.ContainingType.IsValueType && member is IMethodSymbol { Parameters.IsEmpty: true }));

    /// <summary>Every difference at once.</summary>
    /// <param name="expected">The type as Orleans declares it.</param>
    /// <param name="found">The type that stands for it.</param>
    public static IEnumerable<ApiDifference> Compare(INamedTypeSymbol expected, INamedTypeSymbol found) =>
        TypeDifferences(expected, found)
            .Concat(MembersOf(found).Select(member => MemberDifference(expected, member)).OfType<ApiDifference>())
            .Concat(MissingRequirements(expected, found));

    private static IEnumerable<ApiDifference> TypeDifferences(INamedTypeSymbol expected, INamedTypeSymbol found)
    {
        var name = ApiText.NameOf(found);
        if (!NullabilityMarks.Agree(ApiText.HeadOf(expected), ApiText.HeadOf(found)))
        {
            yield return new(ApiDifferenceKind.Different, name, ApiText.HeadOf(expected), ApiText.HeadOf(found));
        }

        if (found.IsRecord && !expected.IsRecord)
        {
            yield return new(ApiDifferenceKind.Different, name, "no record", "a record");
        }

        if (!SameType(expected.BaseType, found.BaseType))
        {
            yield return new(ApiDifferenceKind.Different, name, $"base {BaseOf(expected)}", $"base {BaseOf(found)}");
        }

        if (ApiText.UsageOf(expected) != ApiText.UsageOf(found))
        {
            yield return new(ApiDifferenceKind.Different, name, $"usage {ApiText.UsageOf(expected)}", $"usage {ApiText.UsageOf(found)}");
        }

        var known = InterfacesOf(expected);
        foreach (var extra in InterfacesOf(found).Except(known))
        {
            yield return new(ApiDifferenceKind.Different, name, known.IsEmpty ? "no interface" : string.Join(", ", known), $"the interface {extra}");
        }
    }

    private static ApiDifference? MemberDifference(INamedTypeSymbol expected, ISymbol member)
    {
        var line = ApiText.Of(member);
        var alike = MembersOf(expected).Where(other => IsAlike(other, member)).ToList();
        if (alike.Exists(other => NullabilityMarks.Agree(ApiText.Of(other), line)) || (member.IsOverride && OverridesInherited(expected, member)))
        {
            return null;
        }

        var subject = $"{ApiText.NameOf(member.ContainingType)}.{member.Name}";
        if (alike.Count == 0)
        {
            return new(ApiDifferenceKind.Extra, subject, "no such member", line);
        }

        // The one it was meant to be, if one has the same parameters; else all of them.
        var meant = alike.FindAll(other => ParameterTypesOf(other) == ParameterTypesOf(member));
        var lines = (meant.Count > 0 ? meant : alike).Select(ApiText.Of);
        return new(meant.Count > 0 ? ApiDifferenceKind.Different : ApiDifferenceKind.Extra, subject, string.Join(" or ", lines), line);
    }

    // To override what the other type inherits adds nothing that a caller can tell.
    private static bool OverridesInherited(INamedTypeSymbol expected, ISymbol member)
    {
        bool IsSameIn(INamedTypeSymbol type) =>
            MembersOf(type).Any(other => IsAlike(other, member) && ParameterTypesOf(other) == ParameterTypesOf(member));

        var parent = IsSameIn(expected) ? null : expected.BaseType;
        while (parent is not null && !IsSameIn(parent))
        {
            parent = parent.BaseType;
        }

        return parent is not null;
    }

    private static bool IsAlike(ISymbol expected, ISymbol found) => expected.MetadataName == found.MetadataName && expected.Kind == found.Kind;

    // What an implementer of the type must write in Orleans, and cannot know of here.
    private static IEnumerable<ApiDifference> MissingRequirements(INamedTypeSymbol expected, INamedTypeSymbol found)
    {
        var isOpen = found.TypeKind == TypeKind.Interface || (found.TypeKind == TypeKind.Class && !found.IsSealed && !found.IsStatic);
        if (!isOpen)
        {
            return [];
        }

        var declared = InterfacesOf(found);
        var types = expected.TypeKind == TypeKind.Interface
            ? expected.AllInterfaces.Where(one => !declared.Contains(NullabilityMarks.Without(ApiText.Of(one)))).Prepend(expected)
            : [expected];
        var known = MembersOf(found).Select(static member => NullabilityMarks.Without(ApiText.Of(member))).ToHashSet();
        return types.SelectMany(static type => type.TypeKind == TypeKind.Error ? [$"the interface {ApiText.Of(type)}"] : AbstractMembersOf(type))
            .Where(line => !known.Contains(NullabilityMarks.Without(line)))
            .Select(line => new ApiDifference(ApiDifferenceKind.Required, ApiText.NameOf(found), line, "nothing"));
    }

    private static IEnumerable<string> AbstractMembersOf(INamedTypeSymbol type) =>
        MembersOf(type).Where(static member => member.IsAbstract).Select(ApiText.Of);

    private static ImmutableSortedSet<string> InterfacesOf(INamedTypeSymbol type) =>
        [.. type.AllInterfaces.Select(static one => NullabilityMarks.Without(ApiText.Of(one)))];

    private static bool SameType(INamedTypeSymbol? expected, INamedTypeSymbol? found) =>
        expected is null ? found is null : found is not null && NullabilityMarks.Agree(ApiText.Of(expected), ApiText.Of(found));

    private static string BaseOf(INamedTypeSymbol type) => type.BaseType is { } parent ? ApiText.Of(parent) : "none";

    private static string ParameterTypesOf(ISymbol member) => member switch
    {
        IMethodSymbol method => $"`{method.Arity}({string.Join(", ", method.Parameters.Select(static one => NullabilityMarks.Without(ApiText.Of(one.Type))))})",
        IPropertySymbol property => string.Join(", ", property.Parameters.Select(static one => NullabilityMarks.Without(ApiText.Of(one.Type)))),
        _ => "",
    };
}
