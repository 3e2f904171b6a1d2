using System.Text;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Specs;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Simulation.Inputs;

/// <summary>
/// Reads an endpoint's spec and policy from YAML, as <c>docs/policies.md</c> describes it. Keys are those of <see cref="EndpointSpec"/> in camel
/// case; durations carry their unit (<c>90s</c>), sizes are decimal GB. A file is refused with everything that is wrong with it, each with its line:
/// keys that are unknown or occur twice, values of the wrong type, and whatever <see cref="EndpointSpecRules"/> refuses.
/// </summary>
public static class EndpointSpecFile
{
    private const int MaxFileCharacters = 1_000_000;
    private const string What = "an endpoint spec in YAML";

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">There is no such file, or it is not a valid spec.</exception>
    public static EndpointSpec Read(string path) => Parse(InputFile.Read(path, What, stream => ReadText(path, stream)), path);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">The name that errors give.</param>
    /// <exception cref="InputException">The text is not a valid spec.</exception>
    public static EndpointSpec Parse(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(file);
        var root = YamlTree.Parse(file, text);
        if (root is not YamlMapping mapping)
        {
            throw InputFile.Refused(file, What, root?.Describe() ?? "an empty file", null);
        }

        var reading = new YamlReading(file);
        var spec = ReadEndpoint(new YamlFields(reading, mapping, mapping.Mark, "", ""), reading);
        foreach (var error in EndpointSpecRules.Validate(spec, reading.Unread))
        {
            reading.AddOfSpec(error.Field, error.Expected, error.Found);
        }

        reading.ThrowIfAny();
        return spec;
    }

    private static string ReadText(string path, FileStream stream)
    {
        // Counted while it is read: a pipe does not know its length.
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var buffer = new char[MaxFileCharacters + 1];
        var length = reader.ReadBlock(buffer);
        return length <= MaxFileCharacters
            ? new string(buffer, 0, length)
            : throw InputFile.Refused(path, $"{What} of at most {MaxFileCharacters:#,0} characters", "more", null);
    }

    private static EndpointSpec ReadEndpoint(YamlFields fields, YamlReading reading)
    {
        var limits = new InstanceLimits();
        var cache = new CachePolicy();
        var retention = new RetentionPolicy();
        var spec = new EndpointSpec
        {
            Id = ReadId(fields, reading),
            Components = fields.List("components", "a list of components", (value, path) => ComponentSection.Read(value, path, reading)),
            InstanceTypes = fields.List(
                "instanceTypes", "a list of instance types", (value, path) => new InstanceTypeName(ReadItem(value, path, reading))),
            Zones = fields.List("zones", "a list of zones", (value, path) => new ZoneName(ReadItem(value, path, reading))),
            Limits = ReadLimits(fields.Section("limits"), limits),
            Cache = ReadCache(fields.Section("cache"), cache),
            Retention = ReadRetention(fields.Section("retention"), retention),
        };
        fields.Finish();
        return spec;
    }

    private static EndpointId ReadId(YamlFields fields, YamlReading reading)
    {
        const string expected = "tenant/endpoint, two names with a slash between them";
        var text = fields.Text("endpoint", expected, "id");
        if (text.Length == 0)
        {
            return default;
        }

        try
        {
            return EndpointId.Parse(text);
        }
        catch (FormatException)
        {
            reading.AddMalformed("id", expected, $"'{text}'");
            return default;
        }
    }

    private static string ReadItem(YamlValue value, string path, YamlReading reading)
    {
        if (value is YamlScalar { IsEmpty: false } scalar)
        {
            return scalar.Text;
        }

        reading.AddUnread(path, path, value.Mark, "a name", value.Describe());
        return "";
    }

    private static InstanceLimits ReadLimits(YamlFields fields, InstanceLimits defaults)
    {
        var limits = new InstanceLimits
        {
            MaxInstances = fields.Integer("maxInstances", defaults.MaxInstances),
            MaxPrice = fields.OptionalPrice("maxUsdPerHour", "maxPrice"),
            MaxAccelerators = fields.OptionalInteger("maxAccelerators"),
            LaunchesPerMinute = fields.Integer("launchesPerMinute", defaults.LaunchesPerMinute),
            BootDeadline = fields.Duration("bootDeadline", defaults.BootDeadline),
            CopyDeadline = fields.Duration("copyDeadline", defaults.CopyDeadline),
        };
        fields.Finish();
        return limits;
    }

    private static CachePolicy ReadCache(YamlFields fields, CachePolicy defaults)
    {
        var expected = $"one of {string.Join(", ", MechanismNames.All.Select(MechanismNames.NameOf))}";
        var cache = new CachePolicy
        {
            Mechanism = fields.Word("mechanism", defaults.Mechanism, expected, MechanismNames.Find),
            Fallback = fields.Word("fallback", defaults.Fallback, expected, MechanismNames.Find),
            CachesWeights = fields.Word<bool>(
                "weights", defaults.CachesWeights, "on or off", static word => word switch { "on" => true, "off" => false, _ => null }, "cachesWeights"),
        };
        fields.Finish();
        return cache;
    }

    private static RetentionPolicy ReadRetention(YamlFields fields, RetentionPolicy defaults)
    {
        var retention = new RetentionPolicy
        {
            Min = fields.Duration("min", defaults.Min),
            Max = fields.Duration("max", defaults.Max),
            WaitingCostRatio = fields.Number("waitingCostRatio", defaults.WaitingCostRatio),
        };
        fields.Finish();
        return retention;
    }
}
