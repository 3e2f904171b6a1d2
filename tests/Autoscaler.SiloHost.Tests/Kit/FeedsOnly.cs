using System.Reflection;
using Autoscaler.Contracts.Demand;
using Orleans;

namespace Autoscaler.SiloHost.Tests.Kit;

/// <summary>A grain factory that knows one feed and nothing else, whatever else the interface asks for.</summary>
public class FeedsOnly : DispatchProxy
{
    private IMetricFeedGrain? _feed;

    public static IGrainFactory Of(IMetricFeedGrain feed)
    {
        var factory = Create<IGrainFactory, FeedsOnly>();
        ((FeedsOnly)(object)factory)._feed = feed;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.ReturnType == typeof(IMetricFeedGrain) ? _feed : throw new NotSupportedException($"{targetMethod}");
}
