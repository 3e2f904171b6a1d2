using Autoscaler.Simulation.Inputs;

namespace Autoscaler.Simulation.Tests.Inputs;

public sealed class TraceFileErrorTests
{
    private const string Header = "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46,1,1\n";
    private const string What = "a trace file: request rows after the header 'TIMESTAMP,ContextTokens,GeneratedTokens', or rows of seconds,rate without a header";
    private const string Time = "a time as 2023-11-16 18:15:46.6805900";
    private const string Tokens = "a whole number, 0 to 2,147,483,647";
    private const string Seconds = "a time in seconds, 0 or more";
    private const string Rate = "a rate in requests a second, 0 or more";

    public static TheoryData<string, string> RequestRows => new()
    {
        { "2023-11-16 18:15:47,1", "3: row: expected 3 columns, TIMESTAMP,ContextTokens,GeneratedTokens; found '2023-11-16 18:15:47,1'" },
        { "2023-11-16 18:15:47,1,2,3", "3: row: expected 3 columns, TIMESTAMP,ContextTokens,GeneratedTokens; found '2023-11-16 18:15:47,1,2,3'" },
        { "2023-11-16,1,2", $"3:1: TIMESTAMP: expected {Time}; found '2023-11-16'" },
        { "2023-13-16 18:15:47,1,2", $"3:1: TIMESTAMP: expected {Time}; found '2023-13-16 18:15:47'" },
        { "2023-11-16 18:15:47.,1,2", $"3:1: TIMESTAMP: expected {Time}; found '2023-11-16 18:15:47.'" },
        { "2023-11-16 18:15:47.12345678,1,2", $"3:1: TIMESTAMP: expected {Time}; found '2023-11-16 18:15:47.12345678'" },
        { "2023-11-16 18:15:47 UTC,1,2", $"3:1: TIMESTAMP: expected {Time}; found '2023-11-16 18:15:47 UTC'" },
        { "2023-11-16 18:15:45.9999999,1,2", "3:1: TIMESTAMP: expected a time not before that of the row above; found '2023-11-16 18:15:45.9999999'" },
        { "2023-11-16 18:15:47,-1,2", $"3:21: ContextTokens: expected {Tokens}; found '-1'" },
        { "2023-11-16 18:15:47,1,2.5", $"3:23: GeneratedTokens: expected {Tokens}; found '2.5'" },
        {
            "2023-11-16 18:15:47,,9999999999",
            $"3:21: ContextTokens: expected {Tokens}; found nothing\n@3:22: GeneratedTokens: expected {Tokens}; found '9999999999'"
        },
        { "\n2023-11-16 18:15:47,1,2", "3: row: expected a row; found a blank line" },
    };

    public static TheoryData<string, string> RateRows => new()
    {
        { "0,1\n600", "2: row: expected 2 columns, seconds,rate; found '600'" },
        { "0,1\n600,1,1", "2: row: expected 2 columns, seconds,rate; found '600,1,1'" },
        { "0,1\nten,1", $"2:1: seconds: expected {Seconds}; found 'ten'" },
        { "-600,1\n0,1", $"1:1: seconds: expected {Seconds}; found '-600'" },
        { "0,1\nNaN,1", $"2:1: seconds: expected {Seconds}; found 'NaN'" },
        { "0,1\n600,-0.5", $"2:5: rate: expected {Rate}; found '-0.5'" },
        { "0,1\n600,NaN", $"2:5: rate: expected {Rate}; found 'NaN'" },
        { "0,1\n600,Infinity", $"2:5: rate: expected {Rate}; found 'Infinity'" },
        { "0,1\n600,1e999", $"2:5: rate: expected {Rate}; found '1e999'" },
        { "0,1\n600,", $"2:5: rate: expected {Rate}; found nothing" },
        { "0,one\n600,1", $"1:3: rate: expected {Rate}; found 'one'" },
        { "0,1\n600,1\n600,1", "3:1: seconds: expected a time after that of the row above, by 100 ns or more; found '600'" },
        { "0,1\n600,1\n599,1\n1200,1", "3:1: seconds: expected a time after that of the row above, by 100 ns or more; found '599'" },
        { "0,1\n\n\n600,1", "2: row: expected a row; found a blank line" },
    };

    [Theory]
    [MemberData(nameof(RequestRows))]
    public void Read_RequestRowWithAMistake_GivesItsLine(string row, string expected) => AssertErrors(Header + row, expected);

    [Theory]
    [MemberData(nameof(RateRows))]
    public void Read_RateRowWithAMistake_GivesItsLine(string text, string expected) => AssertErrors(text, expected);

    [Theory]
    [InlineData("", "@: file: expected " + What + "; found an empty file")]
    [InlineData("time,rate\n0,1", "@1: file: expected " + What + "; found 'time,rate'")]
    [InlineData("\n0,1", "@1: file: expected " + What + "; found nothing")]
    [InlineData("TIMESTAMP,ContextTokens\n", "@1: file: expected " + What + "; found 'TIMESTAMP,ContextTokens'")]
    [InlineData("{\"a\": 1}", "@1: file: expected " + What + "; found '{\"a\": 1}'")]
    [InlineData("TIMESTAMP,ContextTokens,GeneratedTokens\n", "@: file: expected 1 request or more; found a header only")]
    [InlineData("0,1\n", "@: file: expected 2 rows or more, so that a rate has a length; found 1 row")]
    public void Read_NoTrace_IsRefused(string text, string expected) => AssertText(text, expected);

    [Fact]
    public void Read_Column_CountsFromTheLinesStart()
    {
        using var file = new TemporaryFile("trace.csv", Header + "2023-11-16 18:15:47,1,x");

        Assert.Equal(23, Assert.Throws<InputException>(() => TraceFile.Read(file.Path)).Errors[0].Column);
    }

    [Fact]
    public void Read_ManyMistakes_KeepsTwentyAndCountsTheOthers()
    {
        using var file = new TemporaryFile("trace.csv", "0,1\n" + string.Join('\n', Enumerable.Range(1, 1_057).Select(i => $"{i},x")));

        var exception = Assert.Throws<InputException>(() => TraceFile.Read(file.Path));

        Assert.Equal((20, 1_037), (exception.Errors.Length, exception.OmittedCount));
        Assert.Equal(21, exception.Errors[^1].Line);
        Assert.EndsWith("\nand 1,037 more", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EndlessLine_IsRefusedWithoutReadingItAll()
    {
        using var file = new TemporaryFile("trace.csv", "0,1\n" + new string('7', 1_000_000));

        var error = Assert.Single(Assert.Throws<InputException>(() => TraceFile.Read(file.Path)).Errors);

        Assert.Equal((2, "row"), (error.Line, error.Field));
        Assert.True(error.Found.Length < 100, error.Found);
    }

    [Fact]
    public void Read_NoSuchFile_SaysSo() =>
        Assert.Equal(
            $"/no/such.csv: file: expected {What}; found no such file", Assert.Throws<InputException>(() => TraceFile.Read("/no/such.csv")).ToString());

    [Fact]
    public void Read_Directory_SaysSo()
    {
        var folder = Path.GetTempPath();

        Assert.Equal($"{folder}: file: expected {What}; found a directory", Assert.Throws<InputException>(() => TraceFile.Read(folder)).ToString());
    }

    private static void AssertErrors(string text, string expected) => AssertText(text, $"@{expected}");

    /// <summary>In what is expected, @ stands for the file and its colon.</summary>
    private static void AssertText(string text, string expected)
    {
        using var file = new TemporaryFile("trace.csv", text);

        var exception = Assert.Throws<InputException>(() => TraceFile.Read(file.Path));

        var lines = expected.Split('\n').Select(line => line.StartsWith("@:", StringComparison.Ordinal) ? $"{file.Path}{line[1..]}" : $"{file.Path}:{line[1..]}");
        Assert.Equal(string.Join('\n', lines), exception.ToString());
    }
}
