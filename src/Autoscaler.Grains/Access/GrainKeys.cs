using Autoscaler.Contracts.Access;

namespace Autoscaler.Grains.Access;

/// <summary>Reads the keys of grains.</summary>
internal static class GrainKeys
{
    /// <summary>Reads a key.</summary>
    /// <exception cref="AccessDeniedException">
    /// It names nothing that there could be. An activation says it so too: it reads its key before any filter is asked, and whoever made up a name must not learn more from it
    /// than from another's.
    /// </exception>
    public static T Read<T>(string key, Func<string, T> parse)
    {
        try
        {
            return parse(key);
        }
        catch (FormatException e)
        {
            throw new AccessDeniedException(AccessDenial.NotVisible, e.Message);
        }
    }
}
