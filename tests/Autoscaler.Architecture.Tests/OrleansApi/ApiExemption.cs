namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>A difference that is meant.</summary>
/// <param name="Kind">The kind of difference.</param>
/// <param name="Subject">The type, or the type and its member.</param>
/// <param name="Reason">Why.</param>
internal sealed record ApiExemption(ApiDifferenceKind Kind, string Subject, string Reason)
{
    public bool Covers(ApiDifference difference) => difference.Kind == Kind && difference.Subject == Subject;
}
