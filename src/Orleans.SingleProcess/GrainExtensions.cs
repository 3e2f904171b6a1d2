using Orleans.Runtime;

namespace Orleans;

/// <summary>What a grain or a reference to one can be asked.</summary>
public static class GrainExtensions
{
    /// <summary>The grain's string key.</summary>
    /// <exception cref="ArgumentException">The object is neither a grain nor a reference.</exception>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>The grain's id.</summary>
    /// <exception cref="ArgumentException">The object is neither a grain nor a reference.</exception>
    public static GrainId GetGrainId(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            GrainReference reference => reference.GrainId,
            IGrainBase activation => activation.GrainContext.GrainId,
            _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a grain reference.", nameof(grain)),
        };
    }

    /// <summary>A reference to the grain through this interface.</summary>
    /// <exception cref="ArgumentException">The object is neither a grain nor a reference, or its class does not implement the interface.</exception>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var reference = grain switch
        {
            GrainReference given => given,
            IGrainBase activation => activation.GrainContext.GrainReference,
            _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a grain reference.", nameof(grain)),
        };
        return (TGrainInterface)reference.Cast(typeof(TGrainInterface));
    }
}
