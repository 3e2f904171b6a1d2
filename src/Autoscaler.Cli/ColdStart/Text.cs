using System.Globalization;

namespace Autoscaler.Cli.ColdStart;

/// <summary>Numbers as tables show them.</summary>
internal static class Text
{
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(time.TotalSeconds < 100 ? "0.#" : "#,0", CultureInfo.InvariantCulture);

    public static string Gigabytes(ByteCount size) => size.Gigabytes.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>An error with its sign, in percent: tables are for people.</summary>
    public static string Error(double ratio) => (ratio * 100).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture) + " %";

    public static string Size(double ratio) => (ratio * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    public static string Value(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
