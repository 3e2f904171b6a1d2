using System.Text.Json.Nodes;
using Autoscaler.Contracts.Specs;
using Microsoft.OpenApi;

namespace Autoscaler.Api.OpenApi;

/// <summary>Schemas of what callers write: endpoint specs and policies, as docs/policies.md describes them, and smaller bodies.</summary>
internal static class DocumentSchemas
{
    private const string DurationPattern = "^([0-9.]+(ms|s|m|h))+$";

    public static OpenApiSchema Endpoint() => Section(
        "An endpoint's spec.",
        ["components", "instanceTypes", "zones"],
        ("endpoint", Text("tenant/endpoint; left out, or the endpoint that is addressed.")),
        ("components", List(Component(), "1 to 64 components with different names.")),
        ("instanceTypes", List(Text("An instance type."), "Acceptable instance types, best first, 1 to 10.")),
        ("zones", List(Text("A zone."), "Acceptable zones, 1 to 10.")),
        ("limits", Section(
            "Guards on what is launched.",
            [],
            ("maxInstances", Integer("Most instances at once, 1 to 10,000.")),
            ("maxUsdPerHour", NumberOr("none", "Dearer types are never launched; none sets no limit.")),
            ("maxAccelerators", NumberOr("none", "Types with more are never launched; none sets no limit.")),
            ("launchesPerMinute", Integer("Most launches that a minute may see.")),
            ("bootDeadline", Duration("An instance that has not booted by then has failed.")),
            ("copyDeadline", Duration("A copy that is not ready by then has failed.")))),
        ("cache", Section(
            "How new instances get their images.",
            [],
            ("mechanism", Mechanism()),
            ("fallback", Mechanism()),
            ("choosesMechanism", Switch("Whether each entry's mechanism is chosen by rate, size, price and quota.")),
            ("maxUsdPerMonth", NumberOr("none", "What storage and restores may cost a month, US dollars.")),
            ("maxGb", NumberOr("none", "Most of the entries together, unpacked, decimal GB.")),
            ("rolloutDeadline", Duration("How long a new image waits for its entry.")),
            ("maxDiskGb", NumberOr("none", "Most of images and weights on an instance's own disk, decimal GB.")))),
        ("retention", Section(
            "How long an emptied instance is kept.",
            [],
            ("min", Duration("Never released sooner.")),
            ("max", Duration("Always released by then.")),
            ("waitingCostRatio", Number("What a second of missing capacity costs, in prices of the instance.")))));

    public static OpenApiSchema Component() => Section(
        "An inference component.",
        ["name", "image"],
        ("name", Text("The name, unique within the endpoint.")),
        ("image", Section(
            "The container image.",
            ["reference", "sizeGb"],
            ("reference", Text("What a registry is asked for.")),
            ("digest", Text("What the reference was resolved to.")),
            ("sizeGb", Number("Compressed size, decimal GB.")))),
        ("weights", SectionOr(
            "none",
            "Weights kept outside of the image.",
            [],
            ("location", Text("Where they lie, in place of version and size: the store tells both.")),
            ("version", Text("Location and version.")),
            ("sizeGb", Number("Size of all objects, decimal GB.")))),
        ("cachesWeights", Switch("Whether the weights are cached like the image.")),
        ("acceleratorsPerCopy", Integer("Accelerators that a copy occupies.")),
        ("memoryPerCopyGb", Number("Host memory that a copy occupies, decimal GB.")),
        ("maxConcurrencyPerCopy", Number("Requests that a copy serves at once.")),
        ("minCopies", Integer("Fewest copies.")),
        ("maxCopies", Integer("Most copies.")),
        ("ttftObjective", Duration("The longest time to the first token that counts as good.")),
        ("policy", Policy()));

    public static OpenApiSchema Policy() => Section(
        "How the wanted number of copies follows demand.",
        [],
        ("targetConcurrencyPerCopy", Number("Concurrency that a copy should carry.")),
        ("targetTracking", Section(
            "Target tracking.", [], ("toleranceRatio", Number("Noise that causes no action.")), ("window", Duration("The time over which demand is averaged.")))),
        ("panic", SectionOr(
            "off",
            "Stable and panic windows.",
            [],
            ("stableWindow", Duration("The stable window.")),
            ("panicWindow", Duration("The panic window.")),
            ("thresholdRatio", Number("The multiple of supply at which panic begins.")))),
        ("backlog", Section("How a queue is counted.", [], ("drainWithin", Duration("The time in which it shall be worked off.")))),
        ("scaleOut", Section(
            "Limits on adding copies.",
            [],
            ("maxGrowthRatio", Number("Most copies that a decision may add, in multiples of supply.")),
            ("alwaysAllowedCopies", Integer("Copies that a decision may always add.")))),
        ("scaleIn", Section(
            "Limits on removing copies.",
            [],
            ("stabilizationWindow", Duration("The time whose largest demand counts.")),
            ("maxShrinkRatio", Number("The largest fraction that a decision may remove.")),
            ("drainDeadline", Duration("A drain that takes longer is cut.")))),
        ("missingDemand", Section(
            "What holds while samples are missing.",
            [],
            ("holdFor", Duration("How old the newest sample may be.")),
            ("fallbackCopies", NumberOr("none", "Copies to have then; none holds for ever.")),
            ("fallbackAfter", Duration("How long demand must have been unknown before.")))),
        ("runaway", Section(
            "When failures stop launches.", [], ("maxFailures", Integer("Failures that stop launches.")), ("window", Duration("How far back failures count.")))),
        ("scaleToZero", Section("How a component without a minimum goes to 0 copies.", [], ("idleGrace", Duration("How long nobody must have used it.")))));

    public static OpenApiSchema KeyRequest() => Section(
        "A key to be made.",
        ["name", "role"],
        ("name", Text("What it is for: 1 to 100 printable characters.")),
        ("role", new OpenApiSchema { Type = JsonSchemaType.String, Description = "What it may do.", Enum = ["viewer", "operator", "admin"] }),
        ("for", Duration("How long it is accepted, 1 min to 10 years; left out for as long as it is not revoked.")));

    public static OpenApiSchema Override() => Section(
        "Copies to be set by hand, for a time or until one, 1 min to 7 days.",
        ["copies"],
        ("copies", Integer("Copies to have, 0 to the component's maximum.")),
        ("for", Duration("For how long.")),
        ("until", new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", Description = "Until when." }));

    public static OpenApiSchema Prebuild() => Section(
        "An image to have in the cache ahead of the spec that will name it.",
        ["reference", "sizeGb"],
        ("reference", Text("What a registry is asked for.")),
        ("digest", Text("What the reference was resolved to.")),
        ("sizeGb", Number("Compressed size, decimal GB.")));

    public static OpenApiSchema Purge() => Section(
        "An entry to be purged.", ["content"], ("content", Text("The image's digest, or weights: and the version of weights, as the cache lists it.")));

    private static OpenApiSchema Section(string description, string[] required, params ReadOnlySpan<(string Name, OpenApiSchema Schema)> fields)
    {
        var properties = new Dictionary<string, IOpenApiSchema>();
        foreach (var (name, schema) in fields)
        {
            properties.Add(name, schema);
        }

        return new OpenApiSchema { Type = JsonSchemaType.Object, Description = description, Properties = properties, Required = required.ToHashSet(), AdditionalPropertiesAllowed = false };
    }

    private static OpenApiSchema SectionOr(string word, string description, string[] required, params ReadOnlySpan<(string Name, OpenApiSchema Schema)> fields) =>
        Either(Section(description, required, fields), word, description);

    private static OpenApiSchema Switch(string description) => new() { Type = JsonSchemaType.String, Description = description, Enum = ["on", "off"] };

    private static OpenApiSchema NumberOr(string word, string description) => Either(new OpenApiSchema { Type = JsonSchemaType.Number }, word, description);

    private static OpenApiSchema Either(OpenApiSchema schema, string word, string description) => new()
    {
        Description = description,
        OneOf = [schema, new OpenApiSchema { Type = JsonSchemaType.String, Enum = [word] }],
    };

    private static OpenApiSchema List(OpenApiSchema item, string description) => new() { Type = JsonSchemaType.Array, Items = item, Description = description };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Integer(string description) => new() { Type = JsonSchemaType.Integer, Description = description };

    private static OpenApiSchema Number(string description) => new() { Type = JsonSchemaType.Number, Description = description };

    private static OpenApiSchema Duration(string description) => new() { Type = JsonSchemaType.String, Pattern = DurationPattern, Description = description };

    private static OpenApiSchema Mechanism() => new()
    {
        Type = JsonSchemaType.String,
        Description = "Where an image comes from.",
        Enum = [.. MechanismNames.All.Select(static mechanism => JsonValue.Create(MechanismNames.NameOf(mechanism)))],
    };
}
