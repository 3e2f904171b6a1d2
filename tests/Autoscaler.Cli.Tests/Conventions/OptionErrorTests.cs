using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli.Tests.Conventions;

public sealed class OptionErrorTests
{
    [Fact]
    public void ToString_AValue_NamesOptionAndBothSides() =>
        Assert.Equal("--seed: expected a whole number; found 'many'", new OptionError("--seed", "a whole number", "many").ToString());

    [Fact]
    public void ToString_NothingThere_SaysSo() =>
        Assert.Equal("--out: expected a folder; found nothing", new OptionError("--out", "a folder", null).ToString());
}
