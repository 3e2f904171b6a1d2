namespace Orleans.SingleProcess.Simulation;

/// <summary>Code ran, or continued, outside of the simulation's thread or outside of its turn: the run cannot be repeated. The message has the place.</summary>
[GenerateSerializer]
[Alias("Orleans.SingleProcess.SimulationEscapeException")]
public sealed class SimulationEscapeException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public SimulationEscapeException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public SimulationEscapeException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public SimulationEscapeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
