using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Shown;

namespace Autoscaler.Cli.Tests.Shown;

public sealed class TextTableTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    private CliConsole Console => new(_output, _error, isOutputTerminal: false, isErrorTerminal: false);

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Write_Rows_AlignsTextsLeftAndNumbersRight()
    {
        var table = new TextTable(["NAME", "WHY"], ["COPIES"]);
        table.AddRow("a", "target exceeded", "1,200");
        table.AddRow("a-longer-name", "-", "3");

        table.Write(Console);

        Assert.Equal(
            """
            NAME            WHY               COPIES
            a               target exceeded    1,200
            a-longer-name   -                      3

            """,
            _output.ToString());
    }

    [Fact]
    public void Write_ALongCell_IsNotCutAndEndsWithoutSpaces()
    {
        var table = new TextTable(["A", "B"], []);
        table.AddRow("x", new string('y', 500));
        table.AddRow("x", "");

        table.Write(Console);

        var lines = _output.ToString().Split('\n');
        Assert.Equal($"x   {new string('y', 500)}", lines[1]);
        Assert.Equal("x", lines[2]);
    }

    [Fact]
    public void Write_LineEndsAndEscapesInACell_KeepTheirRowALine()
    {
        var table = new TextTable(["A"], []);
        table.AddRow("boot failed\r\nwith \u001b[31mred\u0007");

        table.Write(Console);

        Assert.Equal("A\nboot failed  with  [31mred\n", _output.ToString());
    }

    [Fact]
    public void Write_NoRows_SaysSoOnTheErrorStreamAlone()
    {
        new TextTable(["A"], ["B"]).Write(Console);

        Assert.Equal(("", "Nothing found.\n"), (_output.ToString(), _error.ToString()));
    }

    [Fact]
    public void WriteSection_WithAndWithoutRows_HasItsTitle()
    {
        var table = new TextTable(["A"], []);
        table.WriteSection(Console, "Slots");
        table.AddRow("x");
        table.WriteSection(Console, "Cache");

        Assert.Equal("\nSlots: none\n\nCache:\nA\nx\n", _output.ToString());
    }

    [Fact]
    public void AddRow_AnotherNumberOfCells_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new TextTable(["A"], ["B"]).AddRow("a"));
}
