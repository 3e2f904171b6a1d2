using Autoscaler.Cloud.Prices;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Endpoints;

/// <summary>The price list as decisions read it: one dictionary, shared by all endpoints, that grows with the types they name. Safe for use from several threads.</summary>
internal sealed class InstancePrices(IPriceList list)
{
    private ImmutableDictionary<InstanceTypeName, UsdPerHour> _prices = ImmutableDictionary<InstanceTypeName, UsdPerHour>.Empty;

    /// <summary>Prices of all types asked for so far, those of the spec among them. A type that is not on the list is asked for again the next time.</summary>
    public IReadOnlyDictionary<InstanceTypeName, UsdPerHour> Of(EndpointSpec spec)
    {
        foreach (var type in spec.InstanceTypes)
        {
            if (!_prices.ContainsKey(type) && list.PriceOf(type) is { } price)
            {
                ImmutableInterlocked.Update(ref _prices, static (prices, priced) => prices.SetItem(priced.Type, priced.Price), (Type: type, Price: price));
            }
        }

        return _prices;
    }
}
