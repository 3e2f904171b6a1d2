using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace Autoscaler.Cli.Conventions;

/// <summary>What a command has of the world around it: answers go to one stream, refusals and progress to the other.</summary>
internal sealed class CliConsole
{
    // Tables are made for this many columns: a narrower terminal breaks their lines, which reads better than cells broken within words.
    private const int TableWidth = 120;

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public CliConsole(TextWriter output, TextWriter error, bool isOutputTerminal, bool isErrorTerminal)
    {
        (Output, Error) = (output, error);
        Tables = CreateAnsi(output, isOutputTerminal);
        Progress = new ProgressBar(CreateAnsi(error, isErrorTerminal), isErrorTerminal, TimeProvider.System);
    }

    /// <summary>Answers.</summary>
    public TextWriter Output { get; }

    /// <summary>Refusals.</summary>
    public TextWriter Error { get; }

    /// <summary>What is piped into the command.</summary>
    public TextReader Input { get; init; } = Console.In;

    /// <summary>Reads a variable of the environment; null where it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Answers for people.</summary>
    public IAnsiConsole Tables { get; }

    /// <summary>How far a long command has come.</summary>
    public ProgressBar Progress { get; }

    /// <summary>The console of this process.</summary>
    public static CliConsole OfProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new(Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected);
    }

    /// <summary>Writes the one JSON document of a command.</summary>
    public void WriteJson<T>(T document) => Output.WriteLine(JsonSerializer.Serialize(document, JsonOptions));

    /// <summary>Refuses the input: every error at once, nothing on the output.</summary>
    /// <returns><see cref="ExitCode.BadInput"/>.</returns>
    public int Refuse(string command, IEnumerable<OptionError> errors) => Refuse(command, errors.Select(error => error.ToString()));

    /// <inheritdoc cref="Refuse(string, IEnumerable{OptionError})"/>
    public int Refuse(string command, IEnumerable<string> errors)
    {
        var message = new StringBuilder();
        message.Append(CultureInfo.InvariantCulture, $"{command}: the input cannot be used:").AppendLine();
        foreach (var error in errors)
        {
            message.Append("  ").AppendLine(error);
        }

        Error.Write(message);
        return ExitCode.BadInput;
    }

    private static IAnsiConsole CreateAnsi(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        console.Profile.Width = isTerminal ? Math.Max(console.Profile.Width, TableWidth) : TableWidth;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
