using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Specs;

/// <summary>
/// What an endpoint's spec must satisfy before anything acts on it: the ranges that the spec's properties document, and the relations between them.
/// Every error is given at once, with the field's path in camel case, what would be right and what stands there.
/// </summary>
public static class EndpointSpecRules
{
    /// <summary>Components that an endpoint may have.</summary>
    public const int MaxComponents = 64;

    /// <summary>Instance types that an endpoint may accept.</summary>
    public const int MaxInstanceTypes = 10;

    /// <summary>Zones that an endpoint may accept.</summary>
    public const int MaxZones = 10;

    /// <summary>All errors of the spec, in the order of its fields; empty where it is valid.</summary>
    /// <param name="spec">The spec; null sections and default arrays in it are errors like any other.</param>
    public static ImmutableArray<SpecError> Validate(EndpointSpec spec) => Validate(spec, []);

    /// <summary>
    /// As above, for a spec read from a text in which some values were unreadable: rules that look at those fields, or at fields inside them, are
    /// left out.
    /// </summary>
    /// <param name="spec">The spec, with any value in the unread fields.</param>
    /// <param name="unreadFields">Paths of the fields that could not be read, as errors name them.</param>
    public static ImmutableArray<SpecError> Validate(EndpointSpec spec, ImmutableHashSet<string> unreadFields)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(unreadFields);
        var errors = new SpecErrorList(unreadFields);

        errors.Require(NameSyntax.IsName(spec.Id.Tenant.Value), "id.tenant", NameSyntax.NameRule, SpecText.Of(spec.Id.Tenant.Value));
        errors.Require(NameSyntax.IsName(spec.Id.Name), "id.name", NameSyntax.NameRule, SpecText.Of(spec.Id.Name));
        CheckComponents(spec.Components, errors);
        CheckList(spec.InstanceTypes, MaxInstanceTypes, "instanceTypes", "types", errors);
        CheckList(spec.Zones, MaxZones, "zones", "zones", errors);
        CheckZoneNames(spec.Zones, errors);
        CheckLimits(spec.Limits, errors);
        CheckCache(spec.Cache, errors);
        CheckCachedWeights(spec, errors);
        CheckRetention(spec.Retention, errors);
        InstanceFitRules.Check(spec, errors);
        return errors.ToImmutable();
    }

    /// <summary>
    /// All errors of a policy alone; its fields are named from <c>policy</c> on. Bounds that its component sets, of concurrency and of copies, are judged with the
    /// component.
    /// </summary>
    /// <param name="policy">The policy, with any value in the unread fields.</param>
    /// <param name="unreadFields">Paths of the fields that could not be read, as errors name them.</param>
    public static ImmutableArray<SpecError> Validate(ScalingPolicy policy, ImmutableHashSet<string> unreadFields)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(unreadFields);
        var errors = new SpecErrorList(unreadFields);
        var unbounded = new ComponentSpec
        {
            Name = default,
            Image = new ImageSpec("", default, default),
            MaxConcurrencyPerCopy = double.MaxValue,
            MaxCopies = int.MaxValue,
            Policy = policy,
        };
        ScalingPolicyRules.Check(unbounded, "", errors);
        return errors.ToImmutable();
    }

    private static void CheckComponents(ImmutableArray<ComponentSpec> components, SpecErrorList errors)
    {
        var count = components.IsDefault ? 0 : components.Length;
        errors.Require(count is > 0 and <= MaxComponents, "components", $"1 to {MaxComponents} components", SpecText.Of(count));
        // Each is compared with all before it: what is too long is not looked through.
        for (var i = 0; i < Math.Min(count, MaxComponents); i++)
        {
            if (errors.RequirePresent(components[i], $"components[{i}]"))
            {
                ComponentSpecRules.Check(components, i, errors);
            }
        }
    }

    private static void CheckList<T>(ImmutableArray<T> values, int max, string field, string noun, SpecErrorList errors)
        where T : struct
    {
        var count = values.IsDefault ? 0 : values.Length;
        errors.Require(count > 0 && count <= max, field, $"1 to {max} {noun}", SpecText.Of(count));
        for (var i = 1; i < Math.Min(count, max); i++)
        {
            var first = values.IndexOf(values[i]);
            errors.Require(
                first == i, $"{field}[{i}]", "no entry twice", $"{SpecText.Of(values[i].ToString())} again, as {field}[{first}]", $"{field}[{first}]");
        }
    }

    private static void CheckZoneNames(ImmutableArray<ZoneName> zones, SpecErrorList errors)
    {
        for (var i = 0; !zones.IsDefault && i < Math.Min(zones.Length, MaxZones); i++)
        {
            errors.Require(NameSyntax.IsName(zones[i].Value), $"zones[{i}]", NameSyntax.NameRule, SpecText.Of(zones[i].Value));
        }
    }

    private static void CheckLimits(InstanceLimits? limits, SpecErrorList errors)
    {
        if (!errors.RequirePresent(limits, "limits"))
        {
            return;
        }

        errors.RequireWithin(limits.MaxInstances, 1, 10_000, "limits.maxInstances");
        errors.Require(limits.MaxPrice is not { Value: <= 0 }, "limits.maxPrice", "a price above $0/h, or none", limits.MaxPrice.ToString()!);
        errors.Require(limits.MaxAccelerators is not < 1, "limits.maxAccelerators", "1 or more, or none", SpecText.Of(limits.MaxAccelerators ?? 0));
        errors.RequireWithin(limits.LaunchesPerMinute, 1, 1_000, "limits.launchesPerMinute");
        errors.RequireWithin(limits.BootDeadline, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), "limits.bootDeadline");
        errors.RequireWithin(limits.CopyDeadline, TimeSpan.FromMinutes(1), TimeSpan.FromHours(2), "limits.copyDeadline");
    }

    private static void CheckCache(CachePolicy? cache, SpecErrorList errors)
    {
        if (!errors.RequirePresent(cache, "cache"))
        {
            return;
        }

        errors.Require(
            MechanismRules.IsOfNewInstance(cache.Mechanism),
            "cache.mechanism", MechanismRules.OfNewInstance, MechanismRules.Describe(cache.Mechanism));
        errors.Require(
            MechanismRules.IsOfRegistry(cache.Fallback), "cache.fallback", MechanismRules.OfRegistry, MechanismRules.Describe(cache.Fallback));
        errors.Require(cache.MaxUsdPerMonth is not < 0, "cache.maxUsdPerMonth", "a sum of $0 or more, or none", SpecText.Of((double)(cache.MaxUsdPerMonth ?? 0)));
        errors.Require(cache.MaxBytes is not { Value: < 0 }, "cache.maxBytes", "a size of 0 GB or more, or none", cache.MaxBytes.ToString()!);
        errors.Require(cache.MaxDiskBytes is not { Value: < 0 }, "cache.maxDiskBytes", "a size of 0 GB or more, or none", cache.MaxDiskBytes.ToString()!);
        errors.RequireWithin(cache.RolloutDeadline, TimeSpan.Zero, TimeSpan.FromHours(24), "cache.rolloutDeadline");
        errors.Require(
            !cache.ChoosesMechanism || cache.UsesSnapshots, "cache.choosesMechanism", "false where the mechanism uses no snapshots", "true", "cache.mechanism");
    }

    private static void CheckCachedWeights(EndpointSpec spec, SpecErrorList errors)
    {
        if (spec.Cache is not { UsesSnapshots: false } cache || !MechanismRules.IsOfNewInstance(cache.Mechanism) || spec.Components.IsDefault)
        {
            return;
        }

        for (var i = 0; i < Math.Min(spec.Components.Length, MaxComponents); i++)
        {
            errors.Require(
                spec.Components[i] is not { CachesWeights: true },
                $"components[{i}].cachesWeights", "off, or a snapshot mechanism as cache.mechanism", $"on, by {MechanismRules.Describe(cache.Mechanism)}", "cache.mechanism");
        }
    }

    private static void CheckRetention(RetentionPolicy? retention, SpecErrorList errors)
    {
        if (!errors.RequirePresent(retention, "retention"))
        {
            return;
        }

        var max = TimeSpan.FromHours(24);
        errors.RequireWithin(retention.Min, TimeSpan.Zero, max, "retention.min");
        errors.RequireWithin(retention.Max, TimeSpan.Zero, max, "retention.max");
        errors.Require(
            retention.Max >= retention.Min || retention.Max < TimeSpan.Zero || retention.Min > max,
            "retention.max", $"at least retention.min, {SpecText.Of(retention.Min)}", SpecText.Of(retention.Max), "retention.min");
        errors.Require(
            double.IsFinite(retention.WaitingCostRatio) && retention.WaitingCostRatio >= 0,
            "retention.waitingCostRatio", "a finite number, 0 or more", SpecText.Of(retention.WaitingCostRatio));
    }
}
