using System.Security.Cryptography;
using System.Text;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Simulation.Inputs;

/// <summary>Reads one entry of a file's <c>components</c>.</summary>
internal static class ComponentSection
{
    /// <summary>Stands in for a component or a name that could not be read; the rules do not look at it.</summary>
    private static readonly ComponentSpec Defaults = new() { Name = default, Image = new ImageSpec("", default, default) };

    public static ComponentSpec Read(YamlValue value, string path, YamlReading reading)
    {
        if (value is not YamlMapping mapping)
        {
            reading.AddUnread(path, path, value.Mark, "a component: a mapping of keys to values", value.Describe());
            return Defaults;
        }

        var fields = new YamlFields(reading, mapping, mapping.Mark, path, path);
        var component = new ComponentSpec
        {
            Name = new ComponentName(fields.Text("name", "a name")),
            Image = ReadImage(fields),
            Weights = ReadWeights(fields.OptionalSection("weights", YamlFields.None, isOffByDefault: true)),
            AcceleratorsPerCopy = fields.Integer("acceleratorsPerCopy", Defaults.AcceleratorsPerCopy),
            MemoryPerCopy = fields.Gigabytes("memoryPerCopyGb", "memoryPerCopy", Defaults.MemoryPerCopy),
            MaxConcurrencyPerCopy = fields.Number("maxConcurrencyPerCopy", Defaults.MaxConcurrencyPerCopy),
            MinCopies = fields.Integer("minCopies", Defaults.MinCopies),
            MaxCopies = fields.Integer("maxCopies", Defaults.MaxCopies),
            TtftObjective = fields.Duration("ttftObjective", Defaults.TtftObjective),
            Policy = PolicySection.Read(fields.Section("policy")),
        };
        fields.Finish();
        return component;
    }

    private static ImageSpec ReadImage(YamlFields component)
    {
        if (!component.Has("image"))
        {
            component.Text("image", "the container image: its reference and sizeGb");
            return Defaults.Image;
        }

        var fields = component.Section("image");
        var reference = fields.Text("reference", "what a registry is asked for, as registry/repository:tag");
        var digest = fields.OptionalText("digest", "a digest, as sha256: and 64 hexadecimal digits");
        var size = fields.Gigabytes("sizeGb", "compressedSize");
        fields.Finish();
        return new ImageSpec(reference, digest is null ? DigestOf(reference) : new ImageDigest(digest), size);
    }

    private static WeightsSpec? ReadWeights(YamlFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var version = new WeightsVersion(fields.Text("version", "location and version of the weights"));
        var size = fields.Gigabytes("sizeGb", "size");
        fields.Finish();
        return new WeightsSpec(version, size);
    }

    /// <summary>
    /// The digest that stands for a reference nobody resolved: equal references get equal ones, which is all that a simulated registry can promise.
    /// </summary>
    internal static ImageDigest DigestOf(string reference) =>
        new($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reference)))}");
}
