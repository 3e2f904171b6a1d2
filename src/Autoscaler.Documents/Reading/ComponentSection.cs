using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents.Trees;

namespace Autoscaler.Documents.Reading;

/// <summary>Reads one entry of a document's <c>components</c>.</summary>
internal static class ComponentSection
{
    /// <summary>Where a digest would stand: the registry tells it, and the size, with each put.</summary>
    public const string ToldByRegistry = "registry";

    /// <summary>Stands in for a component or a name that could not be read; the rules do not look at it.</summary>
    private static readonly ComponentSpec Defaults = new() { Name = default, Image = new ImageSpec("", default, default) };

    public static ComponentSpec Read(DocumentValue value, string path, DocumentReading reading)
    {
        if (value is not DocumentMapping mapping)
        {
            reading.AddUnread(path, path, value.Mark, "a component: a mapping of keys to values", value.Describe());
            return Defaults;
        }

        var fields = new DocumentFields(reading, mapping, mapping.Mark, path, path);
        var component = new ComponentSpec
        {
            Name = new ComponentName(fields.Text("name", "a name")),
            Image = ReadImage(fields),
            Weights = ReadWeights(fields.OptionalSection("weights", DocumentFields.None, isOffByDefault: true)),
            AcceleratorsPerCopy = fields.Integer("acceleratorsPerCopy", Defaults.AcceleratorsPerCopy),
            MemoryPerCopy = fields.Gigabytes("memoryPerCopyGb", "memoryPerCopy", Defaults.MemoryPerCopy),
            MaxConcurrencyPerCopy = fields.Number("maxConcurrencyPerCopy", Defaults.MaxConcurrencyPerCopy),
            MinCopies = fields.Integer("minCopies", Defaults.MinCopies),
            MaxCopies = fields.Integer("maxCopies", Defaults.MaxCopies),
            TtftObjective = fields.Duration("ttftObjective", Defaults.TtftObjective),
            CachesWeights = fields.Switch("cachesWeights", Defaults.CachesWeights),
            Policy = PolicySection.Read(fields.Section("policy")),
        };
        fields.Finish();
        return component;
    }

    private static ImageSpec ReadImage(DocumentFields component)
    {
        if (!component.Has("image"))
        {
            component.Text("image", "the container image: its reference and sizeGb");
            return Defaults.Image;
        }

        var fields = component.Section("image");
        var image = ReadImageFields(fields);
        fields.Finish();
        return image;
    }

    /// <summary>Reads an image: its reference, digest and size.</summary>
    public static ImageSpec ReadImageFields(DocumentFields fields)
    {
        var reference = fields.Text("reference", "what a registry is asked for, as registry/repository:tag");
        var digest = fields.OptionalText("digest", $"a digest, as sha256: and 64 hexadecimal digits, or {ToldByRegistry}");
        var isTold = digest == ToldByRegistry;
        var size = isTold ? fields.Gigabytes("sizeGb", "compressedSize", ByteCount.Zero) : fields.Gigabytes("sizeGb", "compressedSize");
        return new ImageSpec(reference, digest is null ? StandInDigest.Of(reference) : new ImageDigest(isTold ? string.Empty : digest), size);
    }

    private static WeightsSpec? ReadWeights(DocumentFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        if (fields.Has("location"))
        {
            var location = fields.Text("location", "where the weights lie, as s3://bucket/prefix/", "version", WeightsContent.IsLocation);
            fields.Finish();
            return location.Length == 0 ? null : new WeightsSpec(new WeightsVersion(location), ByteCount.Zero);
        }

        var version = new WeightsVersion(fields.Text("version", "location and version of the weights"));
        var size = fields.Gigabytes("sizeGb", "size");
        fields.Finish();
        return new WeightsSpec(version, size);
    }
}
