namespace Autoscaler.Contracts.Caching;

/// <summary>What is purged.</summary>
[GenerateSerializer, Alias("autoscaler.PurgeScope")]
public enum PurgeScope
{
    /// <summary>All that an endpoint ever had: it is being deleted.</summary>
    Endpoint = 0,

    /// <summary>What only one component used: it was removed.</summary>
    Component = 1,

    /// <summary>One entry, by an operator's order; it is built anew if it is wanted.</summary>
    Entry = 2,
}
