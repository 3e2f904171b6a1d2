using System.Globalization;
using Orleans.Runtime;

namespace Orleans.SingleProcess;

/// <summary>The objects outside of grains that grains may notify. Each is an activation whose instance is held weakly, so its calls come one at a time.</summary>
internal sealed class ObserverDirectory(Silo silo)
{
    private int _lastNumber;

    public GrainClass Class { get; } = GrainClass.ForObservers(silo);

    /// <summary>A new key for this object. Keys of another life of the host do not come again.</summary>
    public string Add(IGrainObserver target)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{silo.Life}-{Interlocked.Increment(ref _lastNumber)}");
        Class.Add(Activation.OfObserver(Class, key, target));
        return key;
    }

    /// <summary>Ends the reference's activation, if it has not ended.</summary>
    public void Remove(IGrainObserver reference)
    {
        if (reference is not GrainReference observer || !ReferenceEquals(observer.Class.Type, Class.Type))
        {
            throw new ArgumentException($"{reference.GetType()} is no observer reference.", nameof(reference));
        }

        Class.Find(observer.Key)?.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The observer reference was deleted."));
    }
}
