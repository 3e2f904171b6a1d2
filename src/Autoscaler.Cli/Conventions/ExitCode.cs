namespace Autoscaler.Cli.Conventions;

/// <summary>What a command tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>What was checked does not hold; the output says what.</summary>
    public const int Violations = 1;

    /// <summary>A server refused, or could not be reached; the error says why.</summary>
    public const int Failed = 1;

    /// <summary>The input was refused; nothing was done.</summary>
    public const int BadInput = 2;

    /// <summary>Ended by a signal, as shells count it.</summary>
    public const int Interrupted = 130;
}
