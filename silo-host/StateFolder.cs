using Autoscaler.SiloHost.Options;

namespace Autoscaler.SiloHost;

/// <summary>
/// The folder of stored state, held for this process alone: two processes on one folder would be two control planes of one fleet, each finding the other's writes in its way.
/// </summary>
internal static class StateFolder
{
    private const string LockName = "in-use.lock";

    /// <summary>Holds the folder until the result is disposed of; a process that dies lets it go.</summary>
    /// <param name="folder">The folder; null where state is kept elsewhere.</param>
    /// <param name="held">The hold; null where there is nothing to hold.</param>
    /// <returns>Why not, or null.</returns>
    public static OptionError? TryHold(string? folder, out IDisposable? held)
    {
        held = null;
        if (folder is null)
        {
            return null;
        }

        try
        {
            held = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return null;
        }
        catch (IOException)
        {
            return new OptionError(CommandLine.DataName, "a folder that no other process uses now", folder);
        }
    }
}
