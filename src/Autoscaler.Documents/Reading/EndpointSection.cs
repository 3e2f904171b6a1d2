using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Specs;
using Autoscaler.Documents.Trees;

namespace Autoscaler.Documents.Reading;

/// <summary>Reads a whole document.</summary>
internal static class EndpointSection
{
    /// <summary>Reads the document and judges the spec by its rules; the errors are the reading's.</summary>
    /// <param name="root">The document.</param>
    /// <param name="reading">Takes the errors and places.</param>
    /// <param name="what">What the document should be, as a message says it.</param>
    /// <param name="expected">The endpoint that is meant, so that the document need not say it; null where only the document says it.</param>
    public static EndpointSpec Read(DocumentValue root, DocumentReading reading, string what, EndpointId? expected)
    {
        var spec = ReadUnjudged(root, reading, what, expected);
        if (root is DocumentMapping)
        {
            reading.AddOfSpec(EndpointSpecRules.Validate(spec, reading.Unread));
        }

        return spec;
    }

    /// <summary>Reads the document of a spec that somebody has accepted already.</summary>
    public static EndpointSpec ReadUnjudged(DocumentValue root, DocumentReading reading, string what, EndpointId? expected)
    {
        var fields = DocumentFields.OfRoot(root, reading, what);
        var limits = new InstanceLimits();
        var cache = new CachePolicy();
        var retention = new RetentionPolicy();
        var spec = new EndpointSpec
        {
            Id = ReadId(fields, reading, expected),
            Components = fields.List(
                "components", "components", EndpointSpecRules.MaxComponents, (value, path) => ComponentSection.Read(value, path, reading)),
            InstanceTypes = fields.List(
                "instanceTypes", "instance types", EndpointSpecRules.MaxInstanceTypes, (value, path) => new InstanceTypeName(ReadItem(value, path, reading))),
            Zones = fields.List("zones", "zones", EndpointSpecRules.MaxZones, (value, path) => new ZoneName(ReadItem(value, path, reading))),
            Limits = ReadLimits(fields.Section("limits"), limits),
            Cache = ReadCache(fields.Section("cache"), cache),
            Retention = ReadRetention(fields.Section("retention"), retention),
        };
        fields.Finish();
        return spec;
    }

    private static EndpointId ReadId(DocumentFields fields, DocumentReading reading, EndpointId? expected)
    {
        var rule = expected is null ? "tenant/endpoint, two names with a slash between them" : $"'{expected}', which is addressed, or no such key";
        var text = expected is null ? fields.Text("endpoint", rule, "id") : fields.OptionalText("endpoint", rule, "id");
        if (string.IsNullOrEmpty(text))
        {
            return expected ?? default;
        }

        var id = Parse(text);
        if (id is null || (expected is not null && id != expected))
        {
            reading.AddMalformed("id", rule, DocumentScalar.Quote(text));
        }

        return id ?? default;
    }

    private static EndpointId? Parse(string text)
    {
        try
        {
            return EndpointId.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string ReadItem(DocumentValue value, string path, DocumentReading reading)
    {
        if (value is DocumentScalar { IsEmpty: false, IsText: true } scalar)
        {
            return scalar.Text;
        }

        reading.AddUnread(path, path, value.Mark, "a name", value.Describe());
        return "";
    }

    private static InstanceLimits ReadLimits(DocumentFields fields, InstanceLimits defaults)
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

    private static CachePolicy ReadCache(DocumentFields fields, CachePolicy defaults)
    {
        var expected = $"one of {string.Join(", ", MechanismNames.All.Select(MechanismNames.NameOf))}";
        var cache = new CachePolicy
        {
            Mechanism = fields.Word("mechanism", defaults.Mechanism, expected, MechanismNames.Find),
            Fallback = fields.Word("fallback", defaults.Fallback, expected, MechanismNames.Find),
            ChoosesMechanism = fields.Switch("choosesMechanism", defaults.ChoosesMechanism),
            MaxUsdPerMonth = fields.OptionalUsd("maxUsdPerMonth"),
            MaxBytes = fields.OptionalGigabytes("maxGb", "maxBytes"),
            RolloutDeadline = fields.Duration("rolloutDeadline", defaults.RolloutDeadline),
            MaxDiskBytes = fields.OptionalGigabytes("maxDiskGb", "maxDiskBytes"),
        };
        fields.Finish();
        return cache;
    }

    private static RetentionPolicy ReadRetention(DocumentFields fields, RetentionPolicy defaults)
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
