namespace Autoscaler.Contracts.Decisions;

/// <summary>Where a copy can be placed, in the order in which placement prefers it.</summary>
[GenerateSerializer, Alias("autoscaler.PlacementClass")]
public enum PlacementClass
{
    /// <summary>A draining copy serves on.</summary>
    Undrain = 0,

    /// <summary>A running instance with image and weights on its disk.</summary>
    WarmWithWeights = 1,

    /// <summary>A running instance with the image on its disk.</summary>
    WarmWithImage = 2,

    /// <summary>A running instance with free accelerators only.</summary>
    WarmBare = 3,

    /// <summary>An instance that is launching or booting, with room left.</summary>
    Booting = 4,

    /// <summary>A new instance whose image comes from a cache.</summary>
    NewFromCache = 5,

    /// <summary>A new instance that pulls from the registry.</summary>
    NewFromRegistry = 6,
}
