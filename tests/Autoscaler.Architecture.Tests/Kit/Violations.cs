namespace Autoscaler.Architecture.Tests.Kit;

/// <summary>Turns what breaks a rule into a failure, and what an exemption covers into nothing.</summary>
internal static class Violations
{
    /// <summary>Fails with every violation at once.</summary>
    /// <param name="rule">What was expected.</param>
    /// <param name="found">Where it is broken: the subject, and what is there.</param>
    public static void AssertNone(string rule, IEnumerable<(string Subject, string Found)> found)
    {
        var lines = found.Where(item => !Exemptions.All.Any(exemption => exemption.Covers(rule, item.Subject)))
            .Select(static item => $"  {item.Subject}: {item.Found}")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(lines.Count == 0, $"Expected: {rule}. Found {lines.Count} that do otherwise:\n{string.Join('\n', lines)}");
    }
}
