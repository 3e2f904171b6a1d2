using Autoscaler.Decisions.Catalog;

namespace Autoscaler.Decisions.Tests.Catalog;

public sealed class InstanceTypeCatalogTests
{
    [Theory]
    [InlineData("g6.2xlarge", 1, 0.9776)]
    [InlineData("p5.48xlarge", 8, 55.04)]
    [InlineData("ml.g6.xlarge", 1, 1.1267)]
    [InlineData("ml.g6.2xlarge", 1, 1.2220)]
    [InlineData("ml.g6e.xlarge", 1, 2.6054)]
    public void Find_KnownName_HasItsAcceleratorsAndPrice(string name, int accelerators, decimal price)
    {
        var type = InstanceTypeCatalog.Find(new(name));

        Assert.NotNull(type);
        Assert.Equal(accelerators, type.Accelerators);
        Assert.Equal(price, type.OnDemandPrice.Value, 4);
        Assert.Equal(name.StartsWith("ml.", StringComparison.Ordinal), type.IsHosted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("g6")]
    [InlineData("ml.")]
    [InlineData("G6.2XLARGE")]
    public void Find_UnknownName_IsNull(string name) => Assert.Null(InstanceTypeCatalog.Find(new(name)));

    [Fact]
    public void All_Names_AreSortedAndFound()
    {
        Assert.Equal(38, InstanceTypeCatalog.All.Length);
        Assert.Equal(InstanceTypeCatalog.All.Select(type => type.Name).Order(), InstanceTypeCatalog.All.Select(type => type.Name));
        Assert.All(InstanceTypeCatalog.All, type => Assert.Same(type, InstanceTypeCatalog.Find(type.Name)));
        Assert.All(InstanceTypeCatalog.All, type => Assert.NotNull(InstanceTypeCatalog.Find(InstanceTypeCatalog.MachineOf(type.Name))));
    }
}
