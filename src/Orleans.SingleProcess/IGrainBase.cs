using Orleans.Runtime;

namespace Orleans;

/// <summary>What the host asks of a grain class; <see cref="Grain"/> implements it.</summary>
public interface IGrainBase
{
    /// <summary>The activation that this object is.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call; if it throws, the activation is dropped and its callers see the exception.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last call, in an orderly deactivation only: a crash skips it.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
