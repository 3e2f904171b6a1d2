using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli.Tests.Conventions;

public sealed class InputErrorTests
{
    [Fact]
    public void ToString_InAFile_NamesLineAndField() =>
        Assert.Equal(
            "trace.csv, line 7, field concurrency: expected a number from 0, found 'many'",
            new OptionError("trace.csv", "a number from 0", "many") { Line = 7, Field = "concurrency" }.ToString());

    [Fact]
    public void ToString_NothingThere_SaysSo() =>
        Assert.Equal("--out: expected a folder, found nothing", new OptionError("--out", "a folder", null).ToString());
}
