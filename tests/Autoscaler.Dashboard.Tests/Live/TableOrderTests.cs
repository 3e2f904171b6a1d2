using Autoscaler.Dashboard.Live;

namespace Autoscaler.Dashboard.Tests.Live;

public sealed class TableOrderTests
{
    private static readonly Row[] Rows = [new("b", 2), new("c", null), new("a", 2), new("d", 9)];

    [Fact]
    public void Apply_AtFirst_IsByTheFirstColumn()
    {
        var order = New();
        Assert.Equal("a b c d", Names(order));
        Assert.Equal("ascending", order.DirectionOf("name"));
        Assert.Null(order.DirectionOf("count"));
    }

    [Fact]
    public void Choose_AColumn_BeginsItsOwnWayAndTurnsRound()
    {
        var order = New();
        order.Choose("count");
        Assert.Equal("descending", order.DirectionOf("count"));
        Assert.Null(order.DirectionOf("name"));
        // What is not known comes last both ways, and equals stay as they were.
        Assert.Equal("d b a c", Names(order));
        order.Choose("count");
        Assert.Equal("ascending", order.DirectionOf("count"));
        Assert.Equal("b a d c", Names(order));
        order.Choose("name");
        order.Choose("name");
        Assert.Equal("d c b a", Names(order));
    }

    private static TableOrder<Row> New() => new(new("name", static row => row.Name, BeginsDescending: false), new("count", static row => row.Count));

    private static string Names(TableOrder<Row> order) => string.Join(' ', order.Apply(Rows).Select(static row => row.Name));

    private sealed record Row(string Name, int? Count);
}
