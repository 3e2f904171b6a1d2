using System.Globalization;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Endpoints;

/// <summary>What samples must be that somebody pushes.</summary>
internal static class PushedDemandRules
{
    // An hour of samples of ten seconds: what the longest window holds.
    private const int MaxSamples = 360;

    /// <summary>Everything that is wrong; empty if nothing is.</summary>
    public static ImmutableArray<SpecError> Validate(ImmutableArray<ComponentDemand> demand, EndpointSpec spec)
    {
        var errors = ImmutableArray.CreateBuilder<SpecError>();
        for (var i = 0; i < demand.Length; i++)
        {
            var component = demand[i];
            if (spec.Find(component.Component) is null)
            {
                errors.Add(new SpecError($"demand[{i}].component", $"a component of '{spec.Id}': {string.Join(", ", spec.Components.Select(known => $"'{known.Name}'"))}", $"'{component.Component}'"));
            }

            if (component.Samples.Length > MaxSamples)
            {
                errors.Add(new SpecError($"demand[{i}].samples", $"at most {MaxSamples} samples", Text(component.Samples.Length)));
                continue;
            }

            for (var j = 0; j < component.Samples.Length; j++)
            {
                Check(component.Samples[j], $"demand[{i}].samples[{j}]", errors);
            }
        }

        return errors.ToImmutable();
    }

    private static void Check(DemandSample sample, string path, ImmutableArray<SpecError>.Builder errors)
    {
        if (!(double.IsFinite(sample.Concurrency) && sample.Concurrency >= 0))
        {
            errors.Add(new SpecError($"{path}.concurrency", "requests at once, 0 or more", Text(sample.Concurrency)));
        }

        if (sample.ArrivalsPerSecond is { } arrivals && !(double.IsFinite(arrivals) && arrivals >= 0))
        {
            errors.Add(new SpecError($"{path}.arrivalsPerSecond", "new requests a second, 0 or more", Text(arrivals)));
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
