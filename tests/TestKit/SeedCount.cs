using System.Globalization;

namespace Autoscaler.TestKit;

/// <summary>How many seeds a seeded test runs.</summary>
public static class SeedCount
{
    /// <summary>Overrides every test's number, for a long run.</summary>
    public const string Variable = "AUTOSCALER_SEEDS";

    public static int Of(int usual) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
