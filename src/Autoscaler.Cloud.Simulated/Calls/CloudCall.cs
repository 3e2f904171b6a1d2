using System.Text.Json.Serialization;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Hosts;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Simulated.Calls;

/// <summary>A call that changed a simulated cloud. Made again at the same time it changes it in the same way, as all chance comes from the seed and from what things are named.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "call")]
[JsonDerivedType(typeof(Launch), "launch")]
[JsonDerivedType(typeof(Terminate), "terminate")]
[JsonDerivedType(typeof(StartCopy), "start-copy")]
[JsonDerivedType(typeof(DrainCopy), "drain-copy")]
[JsonDerivedType(typeof(UndrainCopy), "undrain-copy")]
[JsonDerivedType(typeof(StopCopy), "stop-copy")]
[JsonDerivedType(typeof(Build), "build")]
[JsonDerivedType(typeof(DeleteBuild), "delete-build")]
[JsonDerivedType(typeof(SetRestore), "set-restore")]
[JsonDerivedType(typeof(Evict), "evict")]
[JsonDerivedType(typeof(EnsureKey), "ensure-key")]
[JsonDerivedType(typeof(RevokeGrants), "revoke-grants")]
[JsonDerivedType(typeof(ScheduleKeyDeletion), "delete-key")]
[JsonDerivedType(typeof(DeleteTagged), "delete-tagged")]
public abstract record CloudCall
{
    private CloudCall()
    {
    }

    /// <summary>Makes the call again.</summary>
    internal abstract void Apply(World world);

    private static SimulatedHost? HostOf(World world, InstanceId instance) => world.Fleet.Find(instance) is { IsUp: true } up ? up.Host : null;

    /// <summary>An instance was launched.</summary>
    /// <param name="Request">What was asked for.</param>
    /// <param name="Answer">What was answered: the pool was chosen among what others had left.</param>
    public sealed record Launch(LaunchRequest Request, LaunchResult.Accepted Answer) : CloudCall
    {
        internal override void Apply(World world) => world.Fleet.Repeat(Request, Answer);
    }

    /// <summary>An instance was terminated.</summary>
    /// <param name="Instance">The instance.</param>
    public sealed record Terminate(InstanceId Instance) : CloudCall
    {
        internal override void Apply(World world) => world.Fleet.Terminate(Instance);
    }

    /// <summary>A copy was ordered.</summary>
    /// <param name="Instance">On which instance.</param>
    /// <param name="Order">The order.</param>
    public sealed record StartCopy(InstanceId Instance, CopyOrder Order) : CloudCall
    {
        internal override void Apply(World world) => HostOf(world, Instance)?.Start(Order);
    }

    /// <summary>A copy was taken out of routing.</summary>
    /// <param name="Instance">On which instance.</param>
    /// <param name="Copy">The copy.</param>
    public sealed record DrainCopy(InstanceId Instance, CopyId Copy) : CloudCall
    {
        internal override void Apply(World world) => HostOf(world, Instance)?.Drain(Copy);
    }

    /// <summary>A draining copy was put back into routing.</summary>
    /// <param name="Instance">On which instance.</param>
    /// <param name="Copy">The copy.</param>
    public sealed record UndrainCopy(InstanceId Instance, CopyId Copy) : CloudCall
    {
        internal override void Apply(World world) => HostOf(world, Instance)?.Undrain(Copy);
    }

    /// <summary>A copy was stopped at once.</summary>
    /// <param name="Instance">On which instance.</param>
    /// <param name="Copy">The copy.</param>
    public sealed record StopCopy(InstanceId Instance, CopyId Copy) : CloudCall
    {
        internal override void Apply(World world) => HostOf(world, Instance)?.Stop(Copy);
    }

    /// <summary>A build was begun.</summary>
    /// <param name="Request">What was asked for.</param>
    public sealed record Build(SnapshotBuild Request) : CloudCall
    {
        internal override void Apply(World world) => world.Snapshots.Begin(Request);
    }

    /// <summary>What a build made was deleted.</summary>
    /// <param name="Request">The build.</param>
    public sealed record DeleteBuild(SnapshotBuild Request) : CloudCall
    {
        internal override void Apply(World world) => world.Snapshots.Delete(Request);
    }

    /// <summary>How a snapshot is restored was set.</summary>
    /// <param name="Request">The build.</param>
    /// <param name="Setting">How.</param>
    public sealed record SetRestore(SnapshotBuild Request, RestoreSetting Setting) : CloudCall
    {
        internal override void Apply(World world) => world.Snapshots.SetRestore(Request, Setting);
    }

    /// <summary>Something was deleted from an instance's disk.</summary>
    /// <param name="Instance">The instance.</param>
    /// <param name="Content">What.</param>
    public sealed record Evict(InstanceId Instance, ImageDigest Content) : CloudCall
    {
        internal override void Apply(World world) => HostOf(world, Instance)?.Evict(Content);
    }

    /// <summary>An endpoint got a key, or the grant on it.</summary>
    /// <param name="Endpoint">The endpoint.</param>
    public sealed record EnsureKey(EndpointId Endpoint) : CloudCall
    {
        internal override void Apply(World world) => world.Keys.Ensure(Endpoint);
    }

    /// <summary>The grants on an endpoint's keys were revoked.</summary>
    /// <param name="Endpoint">The endpoint.</param>
    public sealed record RevokeGrants(EndpointId Endpoint) : CloudCall
    {
        internal override void Apply(World world) => world.Keys.RevokeGrants(Endpoint);
    }

    /// <summary>The deletion of an endpoint's keys was scheduled.</summary>
    /// <param name="Endpoint">The endpoint.</param>
    /// <param name="Wait">How long they wait.</param>
    public sealed record ScheduleKeyDeletion(EndpointId Endpoint, TimeSpan Wait) : CloudCall
    {
        internal override void Apply(World world) => world.Keys.ScheduleDeletion(Endpoint, Wait);
    }

    /// <summary>Something was deleted by its tag.</summary>
    /// <param name="Resource">What.</param>
    public sealed record DeleteTagged(TaggedResource Resource) : CloudCall
    {
        internal override void Apply(World world) => world.Delete(Resource);
    }
}
