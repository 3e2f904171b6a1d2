namespace Autoscaler.Architecture.Tests.Kit;

/// <summary>A place where a rule does not hold, and why.</summary>
/// <param name="Rule">The rule, as its test words it.</param>
/// <param name="Subject">The subject, or the start of several.</param>
/// <param name="Reason">Why.</param>
internal sealed record Exemption(string Rule, string Subject, string Reason)
{
    public bool Covers(string rule, string subject) => rule == Rule && subject.StartsWith(Subject, StringComparison.Ordinal);
}
