using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Prices;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Cloud.Tags;
using Autoscaler.Contracts.Capacity;

namespace Autoscaler.Cloud.Conformance;

/// <summary>A cloud behind the ports, and what a test must do to it that the ports cannot: let time pass, be a builder.</summary>
public abstract class CloudUnderTest
{
    public abstract IInstanceCloud Instances { get; }

    public abstract ISnapshotStore Snapshots { get; }

    public abstract IKeyVault Keys { get; }

    public abstract ITaggedResources Tags { get; }

    public abstract IPriceList Prices { get; }

    /// <summary>A pool that has an instance to give.</summary>
    public InstancePool Pool { get; } = new(new InstanceTypeName("g6.2xlarge"), new ZoneName("us-east-1a"));

    /// <summary>Time passes, enough for instances to boot and for what was deleted to be gone.</summary>
    public abstract void LetTimePass();

    /// <summary>The builder of a build ends as it should, and the snapshot is made.</summary>
    public abstract Task FinishBuilderAsync(SnapshotBuild build);
}
