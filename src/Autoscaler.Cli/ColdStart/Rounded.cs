namespace Autoscaler.Cli.ColdStart;

/// <summary>How far numbers are worth printing.</summary>
internal static class Rounded
{
    public static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 1);

    public static double Ratio(double ratio) => Math.Round(ratio, 4);

    public static double Value(double value) => Math.Round(value, 3);
}
