namespace Autoscaler.Grains.Telemetry;

/// <summary>What the grains' meter and the source of their spans are called, and the tags of the instruments. docs/operations.md lists them all.</summary>
public static class TelemetryNames
{
    /// <summary>The meter.</summary>
    public const string Meter = "Autoscaler";

    /// <summary>The source of the grains' spans.</summary>
    public const string TraceSource = "Autoscaler";

    internal const string Outcome = "outcome";
    internal const string Reason = "reason";
    internal const string Limit = "limit";
    internal const string Class = "class";
    internal const string Phase = "phase";
    internal const string Kind = "kind";
    internal const string Source = "source";
    internal const string State = "state";

    /// <summary>A case of an enum as a tag's value, as <c>target-exceeded</c>; each is made once.</summary>
    internal static string ValueOf<T>(T value)
        where T : struct, Enum => Values<T>.All.TryGetValue(value, out var text) ? text : value.ToString();

    private static class Values<T>
        where T : struct, Enum
    {
        public static readonly System.Collections.Frozen.FrozenDictionary<T, string> All = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(
            Enum.GetValues<T>().Distinct(), static value => value, static value => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
    }
}
