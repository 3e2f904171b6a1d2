using Autoscaler.Cloud.Prices;

namespace Autoscaler.Cloud.Conformance;

/// <summary>What every cloud's prices do.</summary>
public abstract class PriceListConformance
{
    private protected abstract IPriceList Prices { get; }

    [Theory]
    [InlineData("g6.xlarge")]
    [InlineData("g6.2xlarge")]
    [InlineData("p5.48xlarge")]
    public void PriceOf_ATypeOnTheList_IsAboveZero(string type) => Assert.True(Prices.PriceOf(new InstanceTypeName(type))?.Value > 0);

    [Fact]
    public void PriceOf_ATypeThatIsNot_IsNull() => Assert.Null(Prices.PriceOf(new InstanceTypeName("z1.small")));
}
