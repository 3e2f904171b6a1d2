using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Autoscaler.Cli.Conventions;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Specs;
using Autoscaler.Documents;
using Autoscaler.Simulation.Inputs;
using Autoscaler.Simulation.Replays;

namespace Autoscaler.Cli.Replays;

/// <summary>The options of <c>replay</c> as typed; null for one that was not given.</summary>
internal sealed record ReplayArguments
{
    public string? Trace { get; init; }

    public string? Endpoint { get; init; }

    public string? Mechanism { get; init; }

    public string? WeightsCache { get; init; }

    public string? MetricPeriod { get; init; }

    public string? SpeedUp { get; init; }

    public string? RateScale { get; init; }

    public string? ServiceSeconds { get; init; }

    public string? Seed { get; init; }
}

/// <summary>Reads the options and the files that they name; every error of all of them at once.</summary>
internal static class ReplayRequest
{
    public const string Sample = "sample";

    private const double MaxFactor = 1_000_000;

    public static bool TryRead(ReplayArguments arguments, [NotNullWhen(true)] out ReplayOptions? options, out ImmutableArray<string> errors)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        var seed = Seed(arguments.Seed, found);
        var period = MetricPeriod(arguments.MetricPeriod, found);
        var speedUp = Factor("--speed-up", arguments.SpeedUp, "times", found);
        var rateScale = Factor("--rate-scale", arguments.RateScale, "times", found);
        var service = Factor("--service-seconds", arguments.ServiceSeconds, "seconds", found);
        var mechanism = Mechanism(arguments.Mechanism, found);
        var weightsCache = WeightsCache(arguments.WeightsCache, found);
        var trace = Read(found, () => Trace(arguments.Trace, seed, found));
        var spec = arguments.Endpoint is { } file ? Read(found, () => EndpointDocument.Read(file)) : null;
        if (trace is not null && found.Count == 0)
        {
            trace = Transform(trace, speedUp ?? 1, rateScale ?? 1, seed, found);
        }

        options = null;
        if (found.Count == 0)
        {
            spec = With(spec ?? DefaultEndpoint.For(trace!), mechanism, weightsCache, found);
            options = found.Count > 0 ? null : new ReplayOptions { Trace = trace!, Spec = spec, Seed = seed, MetricPeriod = period };
            options = service is { } seconds && options is not null ? options with { MeanServiceTime = TimeSpan.FromSeconds(seconds) } : options;
        }

        errors = found.ToImmutable();
        return options is not null;
    }

    private static Trace? Trace(string? name, ulong seed, ImmutableArray<string>.Builder errors)
    {
        if (string.IsNullOrEmpty(name))
        {
            errors.Add(new OptionError("--trace", "a trace file, or sample", name).ToString());
            return null;
        }

        return name == Sample ? SampleTrace.Generate(seed) : TraceFile.Read(name);
    }

    private static T? Read<T>(ImmutableArray<string>.Builder errors, Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InputException e)
        {
            errors.AddRange(e.Message.Split('\n'));
            return null;
        }
    }

    private static Trace Transform(Trace trace, double speedUp, double rateScale, ulong seed, ImmutableArray<string>.Builder errors)
    {
        try
        {
            return trace.SpeedUp(speedUp).RateScale(rateScale, seed);
        }
        catch (ArgumentOutOfRangeException e)
        {
            errors.Add($"--speed-up, --rate-scale: {e.Message}");
            return trace;
        }
    }

    private static EndpointSpec With(EndpointSpec spec, StartupMechanism? mechanism, bool? weightsCache, ImmutableArray<string>.Builder errors)
    {
        if (mechanism is null && weightsCache is null)
        {
            return spec;
        }

        var changed = spec with { Cache = spec.Cache with { Mechanism = mechanism ?? spec.Cache.Mechanism } };
        changed = weightsCache is { } isOn ? WeightsCacheComparison.With(changed, isOn) : changed;
        var options = string.Join(", ", new[] { mechanism is null ? null : "--mechanism", weightsCache is null ? null : "--weights-cache" }.OfType<string>());
        foreach (var error in EndpointSpecRules.Validate(changed))
        {
            errors.Add($"{options}: {error}");
        }

        return changed;
    }

    private static ulong Seed(string? text, ImmutableArray<string>.Builder errors)
    {
        if (text is null)
        {
            return 1;
        }

        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            errors.Add(new OptionError("--seed", "a whole number from 0 to 18446744073709551615", text).ToString());
        }

        return seed;
    }

    private static TimeSpan MetricPeriod(string? text, ImmutableArray<string>.Builder errors)
    {
        switch (text)
        {
            case null or "10":
                return TimeSpan.FromSeconds(10);
            case "60":
                return TimeSpan.FromSeconds(60);
            default:
                errors.Add(new OptionError("--metric-period", "10 or 60 (seconds)", text).ToString());
                return default;
        }
    }

    private static double? Factor(string option, string? text, string unit, ImmutableArray<string>.Builder errors)
    {
        if (text is null)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor is >= 0.001 and <= MaxFactor)
        {
            return factor;
        }

        errors.Add(new OptionError(option, string.Create(CultureInfo.InvariantCulture, $"a number of {unit} from 0.001 to {MaxFactor:#,0}"), text).ToString());
        return null;
    }

    private static bool? WeightsCache(string? text, ImmutableArray<string>.Builder errors)
    {
        switch (text)
        {
            case null:
                return null;
            case "on" or "off":
                return text == "on";
            default:
                errors.Add(new OptionError("--weights-cache", "on or off", text).ToString());
                return null;
        }
    }

    private static StartupMechanism? Mechanism(string? text, ImmutableArray<string>.Builder errors)
    {
        if (text is not null && MechanismNames.Find(text) is not (not null and not StartupMechanism.Disk))
        {
            var known = MechanismNames.All.Where(mechanism => mechanism != StartupMechanism.Disk).Select(MechanismNames.NameOf);
            errors.Add(new OptionError("--mechanism", $"one of {string.Join(", ", known)}", text).ToString());
        }

        return text is null ? null : MechanismNames.Find(text);
    }
}
