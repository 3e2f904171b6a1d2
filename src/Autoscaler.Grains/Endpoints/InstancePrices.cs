using System.Collections.Concurrent;
using Autoscaler.Cloud.Prices;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Endpoints;

/// <summary>The price list as decisions read it: one dictionary for each list of instance types, shared by all endpoints that name the same types.</summary>
internal sealed class InstancePrices(IPriceList list)
{
    private readonly ConcurrentDictionary<InstanceTypeName, UsdPerHour?> _known = new();
    private IReadOnlyDictionary<InstanceTypeName, UsdPerHour> _prices = ImmutableSortedDictionary<InstanceTypeName, UsdPerHour>.Empty;

    /// <summary>Prices of all types asked for so far, those of the spec among them.</summary>
    public IReadOnlyDictionary<InstanceTypeName, UsdPerHour> Of(EndpointSpec spec)
    {
        var isNew = false;
        foreach (var type in spec.InstanceTypes)
        {
            isNew |= _known.TryAdd(type, list.PriceOf(type));
        }

        if (isNew)
        {
            _prices = _known.Where(known => known.Value is not null).ToImmutableSortedDictionary(known => known.Key, known => known.Value!.Value);
        }

        return _prices;
    }
}
