using System.Globalization;
using Autoscaler.SiloHost.Cluster;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Autoscaler.SiloHost.Options;

/// <summary>Reads the configuration section <c>Autoscaler</c>, and where to listen.</summary>
internal static class HostSection
{
    public const string Name = "Autoscaler";
    public const string DataKey = "Data";
    public const string DemoKey = "Demo";
    public const string ResetKeyKey = "ResetAdminKey";

    /// <summary>What an option without a value says.</summary>
    public const string On = "on";

    /// <summary>Where to listen, as ASP.NET Core has it: <c>Urls</c>, <c>ASPNETCORE_URLS</c>, <c>--urls</c>.</summary>
    public const string UrlsKey = "Urls";

    // Whoever describes endpoints to Kestrel, with certificates say, says there where they listen.
    private const string KestrelEndpoints = "Kestrel:Endpoints";

    private static readonly Dictionary<string, CloudKind> Clouds = new(StringComparer.OrdinalIgnoreCase) { ["simulated"] = CloudKind.Simulated, ["aws"] = CloudKind.Aws };
    private static readonly Dictionary<string, bool> Switch = new(StringComparer.OrdinalIgnoreCase) { [On] = true, ["off"] = false };

    /// <summary>The full name of a value.</summary>
    public static string PathOf(string key) => $"{Name}:{key}";

    /// <summary>The options; those that cannot be read are at their defaults, and in the errors.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="nameOf">How errors name a value, from its full name.</param>
    /// <param name="errors">Where errors go.</param>
    public static SiloHostOptions Read(IConfiguration configuration, Func<string, string> nameOf, ICollection<OptionError> errors)
    {
        var reader = new SectionReader(configuration.GetSection(Name), errors, nameOf);
        var defaults = new SiloHostOptions();
        var cloud = reader.Choice(nameof(SiloHostOptions.Cloud), Clouds, defaults.Cloud);
        var options = new SiloHostOptions
        {
            Cloud = cloud,
            Speed = reader.Read(
                nameof(SiloHostOptions.Speed), cloud == CloudKind.Aws ? 1 : defaults.Speed, $"simulated seconds in a real one, {SiloHostOptions.MinSpeed} to {SiloHostOptions.MaxSpeed}", TryReadSpeed),
            Seed = reader.Read(
                nameof(SiloHostOptions.Seed),
                defaults.Seed,
                $"a whole number from 0 to {ulong.MaxValue}",
                static (text, out value) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)),
            DataFolder = ReadFolder(reader, nameOf(PathOf(DataKey)), errors),
            PlaysDemo = reader.Choice(DemoKey, Switch, cloud != CloudKind.Aws),
            ReplacesFirstKey = reader.Choice(ResetKeyKey, Switch, defaults.ReplacesFirstKey),
            Urls = ReadUrls(configuration, nameOf(UrlsKey), errors),
        };
        reader.RefuseUnknown();
        return options;
    }

    private static bool TryReadSpeed(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value is >= SiloHostOptions.MinSpeed and <= SiloHostOptions.MaxSpeed;

    private static string? ReadFolder(SectionReader reader, string name, ICollection<OptionError> errors)
    {
        if (reader.Text(DataKey) is not { } path)
        {
            return null;
        }

        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add(new OptionError(name, $"a folder that can be written ({e.Message})", path));
            return null;
        }
    }

    private static ImmutableArray<string> ReadUrls(IConfiguration configuration, string name, ICollection<OptionError> errors)
    {
        var text = configuration[UrlsKey];
        if (string.IsNullOrWhiteSpace(text))
        {
            return configuration.GetSection(KestrelEndpoints).GetChildren().Any() ? [] : [SiloHostOptions.DefaultUrl];
        }

        var urls = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToImmutableArray();
        foreach (var url in urls.Where(static url => !IsUrl(url)))
        {
            errors.Add(new OptionError(name, "http://ADDRESS:PORT or https://ADDRESS:PORT, separated by semicolons", url));
        }

        return urls;
    }

    private static bool IsUrl(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.PathBase.Length == 0 && address.Port is >= 0 and <= 65_535;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
