namespace Orleans.SingleProcess.Simulation;

/// <summary>The simulation cannot go on: nothing is scheduled, or time stands still.</summary>
[GenerateSerializer]
[Alias("Orleans.SingleProcess.SimulationStalledException")]
public sealed class SimulationStalledException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public SimulationStalledException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public SimulationStalledException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public SimulationStalledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
