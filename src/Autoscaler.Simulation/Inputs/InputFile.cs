namespace Autoscaler.Simulation.Inputs;

/// <summary>Opens the files of a run; what the file system refuses becomes an input error, with the cause kept.</summary>
internal static class InputFile
{
    /// <summary>Opens a file and lets <paramref name="read"/> read it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it should be, as "a trace file".</param>
    /// <param name="read">Reads the stream to its end.</param>
    public static T Read<T>(string path, string what, Func<FileStream, T> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw Refused(path, what, "a directory", null);
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return read(stream);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refused(path, what, "no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, what, $"a file that cannot be read: {e.Message}", e);
        }
    }

    public static InputException Refused(string path, string expected, string found, Exception? cause) =>
        new([new InputError(path, null, null, "file", expected, found)], 0, cause);
}
