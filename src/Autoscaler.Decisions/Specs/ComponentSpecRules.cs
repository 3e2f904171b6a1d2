using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Caching;

namespace Autoscaler.Decisions.Specs;

/// <summary>The rules of one component, and of what it shares with those before it.</summary>
internal static class ComponentSpecRules
{
    public static void Check(ImmutableArray<ComponentSpec> components, int index, SpecErrorList errors)
    {
        var component = components[index];
        var path = Path(index);

        errors.Require(NameSyntax.IsName(component.Name.Value), $"{path}.name", NameSyntax.NameRule, SpecText.Of(component.Name.Value));
        CheckImage(component.Image, $"{path}.image", errors);
        CheckWeights(component.Weights, $"{path}.weights", errors);
        errors.RequireAtLeast(component.AcceleratorsPerCopy, 1, $"{path}.acceleratorsPerCopy");
        errors.Require(component.MemoryPerCopy.Value >= 0, $"{path}.memoryPerCopy", "a size of 0 GB or more", component.MemoryPerCopy.ToString());
        errors.RequireAbove(component.MaxConcurrencyPerCopy, 0, $"{path}.maxConcurrencyPerCopy");
        errors.RequireAtLeast(component.MinCopies, 0, $"{path}.minCopies");
        errors.RequireAtLeast(component.MaxCopies, 0, $"{path}.maxCopies");
        errors.Require(
            component.MaxCopies >= component.MinCopies || component.MaxCopies < 0,
            $"{path}.maxCopies", $"at least minCopies, {SpecText.Of(component.MinCopies)}", SpecText.Of(component.MaxCopies), $"{path}.minCopies");
        errors.Require(component.TtftObjective > TimeSpan.Zero, $"{path}.ttftObjective", "a time above 0 s", SpecText.Of(component.TtftObjective));
        if (errors.RequirePresent(component.Policy, $"{path}.policy"))
        {
            ScalingPolicyRules.Check(component, $"{path}.", errors);
        }

        for (var earlier = 0; earlier < index; earlier++)
        {
            if (components[earlier] is { } other)
            {
                CheckAgainst(component, path, other, Path(earlier), errors);
            }
        }
    }

    private static string Path(int index) => $"components[{index}]";

    private static void CheckImage(ImageSpec? image, string path, SpecErrorList errors)
    {
        if (!errors.RequirePresent(image, path))
        {
            return;
        }

        errors.Require(NameSyntax.IsLocation(image.Reference), $"{path}.reference", NameSyntax.LocationRule, SpecText.Of(image.Reference));
        if (image.Digest.Value == string.Empty)
        {
            // The registry tells digest and size.
            errors.Require(image.CompressedSize.Value >= 0, $"{path}.compressedSize", "a size of 0 GB or more", image.CompressedSize.ToString());
            return;
        }

        errors.Require(NameSyntax.IsDigest(image.Digest.Value), $"{path}.digest", NameSyntax.DigestRule, SpecText.Of(image.Digest.Value));
        errors.RequireSize(image.CompressedSize, $"{path}.compressedSize");
    }

    private static void CheckWeights(WeightsSpec? weights, string path, SpecErrorList errors)
    {
        if (weights is null)
        {
            return;
        }

        errors.Require(NameSyntax.IsLocation(weights.Version.Value), $"{path}.version", NameSyntax.LocationRule, SpecText.Of(weights.Version.Value));
        if (ImageRollouts.IsUnresolved(weights))
        {
            // The store tells version and size.
            return;
        }

        errors.RequireSize(weights.Size, $"{path}.size");
    }

    private static void CheckAgainst(ComponentSpec component, string path, ComponentSpec other, string otherPath, SpecErrorList errors)
    {
        errors.Require(
            component.Name != other.Name, $"{path}.name", "a name that no other component has",
            $"{SpecText.Of(component.Name.Value)} again, as {otherPath}.name", $"{otherPath}.name");

        // Caches and disks hold one entry for a digest or a version, so two sizes for one of them cannot both be true.
        if (component.Image is { } image && other.Image is { } otherImage && image.Digest == otherImage.Digest && image.Digest.Value != string.Empty)
        {
            errors.Require(
                image.CompressedSize == otherImage.CompressedSize, $"{path}.image.compressedSize",
                $"{otherImage.CompressedSize}, as {otherPath}.image, which has the same digest", image.CompressedSize.ToString(),
                $"{otherPath}.image.compressedSize", $"{path}.image.digest", $"{otherPath}.image.digest");
        }

        if (component.Weights is { } weights && other.Weights is { } otherWeights && weights.Version == otherWeights.Version)
        {
            errors.Require(
                weights.Size == otherWeights.Size, $"{path}.weights.size",
                $"{otherWeights.Size}, as {otherPath}.weights, which has the same version", weights.Size.ToString(),
                $"{otherPath}.weights.size", $"{path}.weights.version", $"{otherPath}.weights.version");
        }
    }
}
