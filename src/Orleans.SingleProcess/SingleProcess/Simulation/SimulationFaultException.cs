namespace Orleans.SingleProcess.Simulation;

/// <summary>Code that nobody awaits threw, in a grain or in the world; the cause is the inner exception.</summary>
[GenerateSerializer]
[Alias("Orleans.SingleProcess.SimulationFaultException")]
public sealed class SimulationFaultException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public SimulationFaultException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public SimulationFaultException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public SimulationFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
