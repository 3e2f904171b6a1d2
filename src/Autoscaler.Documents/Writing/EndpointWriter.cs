using System.Text.Json.Nodes;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Caching;
using Autoscaler.Documents.Reading;

namespace Autoscaler.Documents.Writing;

/// <summary>Writes a spec in the document's own keys, in the order in which they are read, every field with its value.</summary>
internal static class EndpointWriter
{
    public static JsonObject Write(EndpointSpec spec) => new()
    {
        ["endpoint"] = spec.Id.ToString(),
        ["components"] = new JsonArray([.. spec.Components.Select(Write)]),
        ["instanceTypes"] = new JsonArray([.. spec.InstanceTypes.Select(type => JsonValue.Create(type.Value))]),
        ["zones"] = new JsonArray([.. spec.Zones.Select(zone => JsonValue.Create(zone.Value))]),
        ["limits"] = new JsonObject
        {
            ["maxInstances"] = spec.Limits.MaxInstances,
            ["maxUsdPerHour"] = spec.Limits.MaxPrice is { } price ? DocumentNumber.Of(price) : DocumentFields.None,
            ["maxAccelerators"] = spec.Limits.MaxAccelerators is { } accelerators ? accelerators : DocumentFields.None,
            ["launchesPerMinute"] = spec.Limits.LaunchesPerMinute,
            ["bootDeadline"] = DurationText.Of(spec.Limits.BootDeadline),
            ["copyDeadline"] = DurationText.Of(spec.Limits.CopyDeadline),
        },
        ["cache"] = new JsonObject
        {
            ["mechanism"] = MechanismNames.NameOf(spec.Cache.Mechanism),
            ["fallback"] = MechanismNames.NameOf(spec.Cache.Fallback),
            ["choosesMechanism"] = Switch(spec.Cache.ChoosesMechanism),
            ["maxUsdPerMonth"] = spec.Cache.MaxUsdPerMonth is { } budget ? DocumentNumber.Of(new UsdPerHour(budget)) : DocumentFields.None,
            ["maxGb"] = spec.Cache.MaxBytes is { } bytes ? DocumentNumber.Gigabytes(bytes) : DocumentFields.None,
            ["rolloutDeadline"] = DurationText.Of(spec.Cache.RolloutDeadline),
            ["maxDiskGb"] = spec.Cache.MaxDiskBytes is { } disk ? DocumentNumber.Gigabytes(disk) : DocumentFields.None,
        },
        ["retention"] = new JsonObject
        {
            ["min"] = DurationText.Of(spec.Retention.Min),
            ["max"] = DurationText.Of(spec.Retention.Max),
            ["waitingCostRatio"] = DocumentNumber.Of(spec.Retention.WaitingCostRatio),
        },
    };

    private static JsonObject Write(ComponentSpec component) => new()
    {
        ["name"] = component.Name.Value,
        ["image"] = new JsonObject
        {
            ["reference"] = component.Image.Reference,
            ["digest"] = component.Image.Digest.Value is { Length: > 0 } digest ? digest : ComponentSection.ToldByRegistry,
            ["sizeGb"] = DocumentNumber.Gigabytes(component.Image.CompressedSize),
        },
        ["weights"] = component.Weights is { } weights ? Write(weights) : DocumentFields.None,
        ["acceleratorsPerCopy"] = component.AcceleratorsPerCopy,
        ["memoryPerCopyGb"] = DocumentNumber.Gigabytes(component.MemoryPerCopy),
        ["maxConcurrencyPerCopy"] = DocumentNumber.Of(component.MaxConcurrencyPerCopy),
        ["minCopies"] = component.MinCopies,
        ["maxCopies"] = component.MaxCopies,
        ["ttftObjective"] = DurationText.Of(component.TtftObjective),
        ["cachesWeights"] = Switch(component.CachesWeights),
        ["policy"] = PolicyWriter.Write(component.Policy),
    };

    private static string Switch(bool isOn) => isOn ? "on" : DocumentFields.Off;

    private static JsonObject Write(WeightsSpec weights) => ImageRollouts.IsUnresolved(weights)
        ? new() { ["location"] = weights.Version.Value }
        : new() { ["version"] = weights.Version.Value, ["sizeGb"] = DocumentNumber.Gigabytes(weights.Size) };
}
