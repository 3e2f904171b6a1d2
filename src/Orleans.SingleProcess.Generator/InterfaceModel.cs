using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orleans.SingleProcess.Generator;

/// <summary>A grain or observer interface: its generated source, or why there is none.</summary>
internal sealed record InterfaceModel(string FullName, string ProxyName, string Source, EquatableList<Problem> Problems)
{
    private const string GrainMarker = "Orleans.IGrain";
    private const string ObserverMarker = "Orleans.IGrainObserver";

    /// <summary>Null when the symbol is neither a grain interface nor an observer interface.</summary>
    public static InterfaceModel? From(INamedTypeSymbol symbol)
    {
        var isGrain = Extends(symbol, GrainMarker);
        if (!isGrain && !Extends(symbol, ObserverMarker))
        {
            return null;
        }

        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (symbol.IsGenericType)
        {
            problems.Add(Problem.Of(Problem.Generic, symbol, symbol));
        }

        if (!IsAccessible(symbol))
        {
            problems.Add(Problem.Of(Problem.Inaccessible, symbol, symbol));
        }

        var methods = new List<IMethodSymbol>();
        foreach (var member in symbol.AllInterfaces.Insert(0, symbol).SelectMany(static declared => declared.GetMembers()))
        {
            AddMember(symbol, isGrain, member, methods, problems);
        }

        var proxyName = "Proxy" + GeneratedNames.Identifier(symbol.ToDisplayString());
        var source = problems.Count == 0 ? ProxyWriter.Write(symbol, proxyName, methods) : "";
        return new InterfaceModel(
            symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), proxyName, source, new EquatableList<Problem>(problems.ToImmutable()));
    }

    private static void AddMember(
        INamedTypeSymbol symbol, bool isGrain, ISymbol member, List<IMethodSymbol> methods, ImmutableArray<Problem>.Builder problems)
    {
        if (member.IsStatic || !(member.IsAbstract || member.IsVirtual))
        {
            return;
        }

        if (member is not IMethodSymbol method)
        {
            problems.Add(Problem.Of(Problem.NotAMethod, member, symbol));
            return;
        }

        if (method.MethodKind != MethodKind.Ordinary)
        {
            return;
        }

        methods.Add(method);
        if (method.IsGenericMethod)
        {
            problems.Add(Problem.Of(Problem.Generic, method, symbol));
        }

        if (ReturnShape.Of(method.ReturnType) is not { } shape || (isGrain && shape.IsVoid))
        {
            problems.Add(Problem.Of(Problem.ReturnType, method, symbol));
        }

        if (RequestWriter.TimeoutText(method) is not null && RequestWriter.ResponseTimeoutOf(method) is not { Ticks: > 0 })
        {
            problems.Add(Problem.Of(Problem.Timeout, method, symbol));
        }

        if (method.Parameters.Any(static parameter => parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType))
        {
            problems.Add(Problem.Of(Problem.ParameterKind, method, symbol));
        }
    }

    private static bool Extends(INamedTypeSymbol symbol, string marker) => symbol.AllInterfaces.Any(parent => parent.ToDisplayString() == marker);

    private static bool IsAccessible(INamedTypeSymbol symbol)
    {
        for (var type = symbol; type is not null; type = type.ContainingType)
        {
            // A file-local type's metadata name carries its file.
            if (type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)
                || type.MetadataName.StartsWith("<", StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
