using System.Xml.Linq;

namespace Autoscaler.Architecture.Tests.Kit;

/// <summary>A project, as its file says.</summary>
internal sealed class ProjectFile
{
    public ProjectFile(string path)
    {
        Path = Repository.Relative(path);
        Folder = System.IO.Path.GetDirectoryName(path)!;
        Name = System.IO.Path.GetFileNameWithoutExtension(path);
        Xml = XDocument.Load(path);
        RootNamespace = Xml.Descendants("RootNamespace").SingleOrDefault()?.Value ?? Name;
        Sources = [.. Repository.FilesUnder(Folder, ".cs").Select(file => new SourceFile(file, this))];
    }

    /// <summary>From the root of the repository.</summary>
    public string Path { get; }

    public string Folder { get; }

    public string Name { get; }

    public string RootNamespace { get; }

    public XDocument Xml { get; }

    public ImmutableArray<SourceFile> Sources { get; }

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>Whether it uses the grain API, and so gets one of the grain runtimes.</summary>
    public bool UsesGrainApi => Xml.Descendants("UsesGrainApi").Any(static element => element.Value == "true");

    /// <summary>The projects that its file references.</summary>
    public IEnumerable<string> References => Includes("ProjectReference").Select(System.IO.Path.GetFileNameWithoutExtension)!;

    /// <summary>What its items of a kind include.</summary>
    public IEnumerable<string> Includes(string item) =>
        Xml.Descendants(item).Select(static element => element.Attribute("Include")?.Value.Replace('\\', '/')).OfType<string>();
}
