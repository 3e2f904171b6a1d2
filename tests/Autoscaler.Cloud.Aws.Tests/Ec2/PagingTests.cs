using Autoscaler.Cloud.Instances;

namespace Autoscaler.Cloud.Aws.Tests.Ec2;

public sealed class PagingTests
{
    [Fact]
    public async Task List_OverSeveralPages_HoldsAll()
    {
        await using var world = await LaunchWorld.StartAsync();
        var ports = world.Ports();
        for (var slot = 0; slot < 7; slot++)
        {
            await ports.Instances.LaunchAsync(LaunchWorld.Request with { Slot = new SlotId(LaunchWorld.Endpoint, slot) }, CancellationToken.None);
        }

        world.Ec2.PageSize = 3;
        var listed = await ports.Tags.ListAsync(LaunchWorld.Endpoint, CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 7), listed.Where(static resource => resource.Kind == TaggedResourceKind.Instance).Select(static resource => resource.Slot!.Value).Order());
        Assert.Equal(7, listed.Count(static resource => resource.Kind == TaggedResourceKind.LaunchTemplate));
    }
}
