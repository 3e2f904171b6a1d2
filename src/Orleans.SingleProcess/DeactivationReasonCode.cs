using System.Diagnostics.CodeAnalysis;

namespace Orleans;

/// <summary>The kinds of reason for which an activation ends.</summary>
[SuppressMessage("Design", "CA1028", Justification = "Orleans declares it as a byte.")]
public enum DeactivationReasonCode : byte
{
    None,
    ShuttingDown,
    ActivationFailed,
    DirectoryFailure,
    ActivationIdle,
    ActivationUnresponsive,
    DuplicateActivation,
    IncompatibleRequest,
    ApplicationError,
    ApplicationRequested,
    Migrating,
    RuntimeRequested,
    HighMemoryPressure,
}
