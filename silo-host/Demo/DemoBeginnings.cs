using System.Text.Json;

namespace Autoscaler.SiloHost.Demo;

/// <summary>Remembers when each endpoint's traffic began, beside stored state, so that the next run goes on with it instead of beginning anew.</summary>
internal sealed class DemoBeginnings
{
    private const string Name = "demo.json";
    private const string UnfinishedSuffix = ".new";

    private readonly string? _path;
    private readonly SortedDictionary<string, DateTimeOffset> _begun = new(StringComparer.Ordinal);

    /// <summary>Reads what is remembered.</summary>
    /// <param name="folder">The folder; null remembers for this run alone.</param>
    /// <exception cref="InvalidDataException">The file cannot be read.</exception>
    public DemoBeginnings(string? folder)
    {
        _path = folder is null ? null : Path.Combine(folder, Name);
        if (File.Exists(_path))
        {
            _begun = Read(_path);
        }
    }

    /// <summary>When an endpoint's traffic began, UTC; null if it did not yet.</summary>
    public DateTimeOffset? Of(EndpointId endpoint) => _begun.TryGetValue(endpoint.ToString(), out var begun) ? begun : null;

    /// <summary>Remembers that an endpoint's traffic begins.</summary>
    public void Remember(EndpointId endpoint, DateTimeOffset begins)
    {
        _begun[endpoint.ToString()] = begins;
        if (_path is not null)
        {
            // Written beside it and put in its place at once: whoever is killed in between leaves the old one.
            File.WriteAllText(_path + UnfinishedSuffix, JsonSerializer.Serialize(_begun));
            File.Move(_path + UnfinishedSuffix, _path, overwrite: true);
        }
    }

    private static SortedDictionary<string, DateTimeOffset> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<SortedDictionary<string, DateTimeOffset>>(File.ReadAllText(path)) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: expected when the demo's traffic began; found something else. Nothing was changed. Delete the file to begin the traffic anew.", e);
        }
    }
}
