namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>The kinds of difference between two declarations.</summary>
internal enum ApiDifferenceKind
{
    /// <summary>Orleans has no such type or member.</summary>
    Extra,

    /// <summary>Both have it, and it is not the same.</summary>
    Different,

    /// <summary>Who implements the type must implement something in Orleans that is not declared here.</summary>
    Required,
}
