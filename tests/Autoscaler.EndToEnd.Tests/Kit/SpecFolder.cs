namespace Autoscaler.EndToEnd.Tests.Kit;

/// <summary>A folder for files of one scenario.</summary>
internal sealed class SpecFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("end-to-end");

    /// <summary>Writes documents to a file.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, params string[] documents)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, string.Join("---\n", documents));
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
