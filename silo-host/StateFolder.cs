using Autoscaler.SiloHost.Clouds;
using Autoscaler.SiloHost.Options;

namespace Autoscaler.SiloHost;

/// <summary>
/// The folder of stored state, held for this process alone: two processes on one folder would be two control planes of one fleet, each finding the other's writes in its way.
/// </summary>
internal static class StateFolder
{
    private const string LockName = "in-use.lock";
    private const string ProbeName = "room.probe";

    // Enough for the first minutes; a folder with less would fail in the middle of something.
    private const int LeastRoomBytes = 1_000_000;

    // A file that another process holds: EWOULDBLOCK of flock, and Windows' sharing violation.
    private const int HeldOnUnix = 11;
    private const int HeldOnMac = 35;
    private const int HeldOnWindows = unchecked((int)0x80070020);

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
        catch (IOException e) when (e.HResult is HeldOnUnix or HeldOnMac or HeldOnWindows)
        {
            return new OptionError(CommandLine.DataName, "a folder that no other process uses now", folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new OptionError(CommandLine.DataName, $"a folder that can be written ({e.Message})", folder);
        }
    }

    /// <summary>Looks, before anything is written, whether there is room and whether what is there can be used; it changes none of it.</summary>
    /// <param name="options">The options; where they name no folder, state is kept elsewhere.</param>
    /// <exception cref="IOException">There is no room.</exception>
    /// <exception cref="InvalidDataException">A file is not what this program wrote, or is of another cloud.</exception>
    public static void Check(SiloHostOptions options)
    {
        if (options.DataFolder is not { } folder)
        {
            return;
        }

        CheckRoom(folder);
        GrainRuntime.CheckFiles(folder);
        CloudMark.Check(folder, options.Aws?.Cloud is { } aws ? $"aws {aws.Connection.Region ?? "default-region"} {aws.Fleet}" : "simulated");
    }

    private static void CheckRoom(string folder)
    {
        var probe = Path.Combine(folder, ProbeName);
        try
        {
            using var file = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            file.Write(new byte[LeastRoomBytes]);
            file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{folder}: expected room for {LeastRoomBytes / 1_000_000} MB; found less ({e.Message}) Nothing was changed.", e);
        }
        finally
        {
            File.Delete(probe);
        }
    }
}
