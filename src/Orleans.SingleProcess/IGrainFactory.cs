using Orleans.Runtime;

namespace Orleans;

/// <summary>Makes references to grains. A reference costs no message; the first call activates the grain.</summary>
public interface IGrainFactory
{
    /// <summary>A reference to the grain with this key.</summary>
    /// <param name="primaryKey">The grain's key.</param>
    /// <param name="grainClassNamePrefix">Chooses among several classes that implement the interface by the start of the class's full name; null when there is one.</param>
    /// <exception cref="ArgumentException">No class implements the interface, or several do.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>A reference to the grain with this key.</summary>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    /// <summary>A reference to the grain with this id.</summary>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;

    /// <summary>
    /// A reference through which grains notify an object outside of grains, one call at a time. The object is held weakly: whoever wants the calls keeps it. The
    /// reference ends with the host, or with <see cref="DeleteObjectReference"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The object is a grain or a reference, or does not implement the interface.</exception>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    /// <summary>Ends a reference; calls through it fail from now on.</summary>
    /// <exception cref="ArgumentException">The object is no reference that <see cref="CreateObjectReference"/> made.</exception>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;
}
