using System.Collections.Immutable;
using Orleans.Runtime;

namespace Orleans.SingleProcess;

/// <summary>A strict host did not start: types that its grains send, throw or store would not do so in a cluster. The message lists all.</summary>
[GenerateSerializer]
[Alias("Orleans.SingleProcess.StrictModeException")]
public sealed class StrictModeException : OrleansException
{
    /// <summary>An exception without a message of its own.</summary>
    public StrictModeException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public StrictModeException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public StrictModeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An exception that lists problems.</summary>
    public StrictModeException(ImmutableArray<string> problems)
        : base($"Messages of the grains would not pass in a cluster, for {problems.Length} reason(s):{string.Concat(problems.Select(static problem => $"{Environment.NewLine}  {problem}"))}") =>
        Problems = problems;

    /// <summary>Each problem: where, what was expected, what was found.</summary>
    [Id(0)]
    public ImmutableArray<string> Problems { get; } = [];
}
