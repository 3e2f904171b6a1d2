namespace Orleans.Configuration;

/// <summary>When activations that nobody uses are given up.</summary>
public class GrainCollectionOptions
{
    /// <summary>How long an activation must have been idle. Default 15 min; infinite for no collection.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often the host looks for idle activations. Default 1 min.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);
}
