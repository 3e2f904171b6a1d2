using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.SingleProcess;

namespace Orleans;

/// <summary>Base class of grains. One object is one activation; its methods run one turn at a time.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly IGrainContext? _context;

    /// <summary>Takes the context of the activation being built.</summary>
    protected Grain() => _context = SynchronizationContext.Current as Activation;

    /// <summary>The activation that this object is.</summary>
    /// <exception cref="InvalidOperationException">The object was built outside of a host.</exception>
    public IGrainContext GrainContext =>
        _context ?? throw new InvalidOperationException($"{GetType()} was not built by a grain host, so it has no grain context.");

    /// <summary>A reference to this grain, which other grains can be given.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <summary>The host's services.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>The grain's id as text.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Asks the host to deactivate this grain once the calls that run now have ended.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

#pragma warning disable CA1725 // Orleans names the parameters so.
    /// <summary>Runs before the first call, after the grain's state was read.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call, in an orderly deactivation only.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
#pragma warning restore CA1725
}
