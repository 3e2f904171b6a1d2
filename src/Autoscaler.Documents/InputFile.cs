namespace Autoscaler.Documents;

/// <summary>Opens files that a person named; what the file system refuses becomes an input error, with the cause kept.</summary>
public static class InputFile
{
    /// <summary>Opens a file and lets <paramref name="read"/> read it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it should be, as "a trace file".</param>
    /// <param name="read">Reads the stream to its end.</param>
    /// <exception cref="InputException">There is no such file, or it cannot be read; and whatever <paramref name="read"/> refuses.</exception>
    public static T Read<T>(string path, string what, Func<FileStream, T> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(read);
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

    /// <summary>The exception of a file that is wrong as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What it should be.</param>
    /// <param name="found">What it is.</param>
    /// <param name="cause">The fault behind it, or null.</param>
    public static InputException Refused(string path, string expected, string found, Exception? cause) =>
        new([new InputError(path, null, null, "file", expected, found)], 0, cause);
}
