namespace Autoscaler.Cloud.Prices;

/// <summary>What instances cost.</summary>
public interface IPriceList
{
    /// <summary>The on-demand price; null for a type that is not on the list, which is then never launched.</summary>
    UsdPerHour? PriceOf(InstanceTypeName type);
}
