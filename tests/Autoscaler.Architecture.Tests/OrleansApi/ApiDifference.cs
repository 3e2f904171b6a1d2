namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>One way in which a declaration differs from the one that it stands for.</summary>
/// <param name="Kind">What kind of difference it is.</param>
/// <param name="Subject">The type, or the type and its member.</param>
/// <param name="Expected">What Orleans declares.</param>
/// <param name="Found">What is declared instead.</param>
internal sealed record ApiDifference(ApiDifferenceKind Kind, string Subject, string Expected, string Found)
{
    public override string ToString() => $"{Subject}: expected {Expected}; found {Found}";
}
