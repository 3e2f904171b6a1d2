using Autoscaler.Cloud.Prices;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Decisions.Catalog;

namespace Autoscaler.Cloud.Simulated.Costs;

/// <summary>The catalog's prices, and those that replace them.</summary>
internal sealed class SimulatedPriceList(PriceOptions options) : IPriceList
{
    public UsdPerHour? PriceOf(InstanceTypeName type)
    {
        if (InstanceTypeCatalog.Find(type) is not { } spec)
        {
            return null;
        }

        foreach (var price in options.Overrides)
        {
            if (price.Type == type)
            {
                return price.Price;
            }
        }

        return spec.OnDemandPrice;
    }
}
