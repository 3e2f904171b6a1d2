namespace Orleans.SingleProcess;

/// <summary>Where an activation stands in its life.</summary>
internal enum ActivationPhase : byte
{
    Created,
    Activating,
    Active,
    Deactivating,
    Dead,
}
