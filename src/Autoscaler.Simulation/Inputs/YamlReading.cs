namespace Autoscaler.Simulation.Inputs;

/// <summary>What reading one YAML file has found: its errors, where each field of the spec stands, and which fields could not be read.</summary>
internal sealed class YamlReading(string file)
{
    private readonly ImmutableArray<InputError>.Builder _errors = ImmutableArray.CreateBuilder<InputError>();
    private readonly ImmutableHashSet<string>.Builder _unread = ImmutableHashSet.CreateBuilder<string>();
    private readonly Dictionary<string, (string FilePath, YamlMark Mark)> _places = [];

    /// <summary>Fields of the spec whose values could not be read, by the spec's paths.</summary>
    public ImmutableHashSet<string> Unread => _unread.ToImmutable();

    /// <summary>Remembers where a field of the spec stands in the file, or would stand.</summary>
    public void Place(string specPath, string filePath, YamlMark mark) => _places[specPath] = (filePath, mark);

    /// <summary>Adds an error that leaves every field readable, as an unknown key.</summary>
    public void Add(string filePath, YamlMark mark, string expected, string found) =>
        _errors.Add(new InputError(file, mark.Line, mark.Column, filePath, expected, found));

    /// <summary>Adds an error that leaves a field of the spec without a value.</summary>
    public void AddUnread(string specPath, string filePath, YamlMark mark, string expected, string found)
    {
        _unread.Add(specPath);
        Add(filePath, mark, expected, found);
    }

    /// <summary>Adds an error at a field that was placed and whose text has the wrong syntax.</summary>
    public void AddMalformed(string specPath, string expected, string found)
    {
        var (filePath, mark) = _places[specPath];
        AddUnread(specPath, filePath, mark, expected, found);
    }

    /// <summary>Adds an error of the spec, at the place of its field or of the nearest section around it.</summary>
    public void AddOfSpec(string specPath, string expected, string found)
    {
        for (var end = specPath.Length; end > 0; end = specPath.AsSpan(0, end).LastIndexOfAny('.', '['))
        {
            if (_places.TryGetValue(specPath[..end], out var place))
            {
                Add(place.FilePath + specPath[end..], place.Mark, expected, found);
                return;
            }
        }

        _errors.Add(new InputError(file, null, null, specPath, expected, found));
    }

    /// <summary>Throws where there are errors, in the order of the file.</summary>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new InputException([.. _errors.OrderBy(error => error.Line ?? 0).ThenBy(error => error.Column ?? 0)]);
        }
    }
}
