namespace Autoscaler.Contracts.Caching;

/// <summary>How something that is purged was last listed.</summary>
[GenerateSerializer, Alias("autoscaler.PurgedResourceState")]
public enum PurgedResourceState
{
    /// <summary>It is there.</summary>
    Live = 0,

    /// <summary>A list of all that carries the endpoint's tag does not name it.</summary>
    Gone = 1,

    /// <summary>An instance that is listed as terminated: it runs nothing and holds nothing.</summary>
    Terminated = 2,

    /// <summary>A key that is listed with the date of its deletion: nothing can be decrypted with it.</summary>
    PendingDeletion = 3,
}
