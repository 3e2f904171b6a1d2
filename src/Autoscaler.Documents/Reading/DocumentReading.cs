using Autoscaler.Contracts.Endpoints;
using Autoscaler.Documents.Trees;

namespace Autoscaler.Documents.Reading;

/// <summary>What reading one document has found: its errors, where each field of the spec stands, and which fields could not be read.</summary>
/// <param name="file">The name that errors give.</param>
/// <param name="specRoot">The path in the spec of the document's root; empty where the document is a whole spec.</param>
/// <param name="ignoresUnknownKeys">Whether the document may hold keys that nobody here knows, as one from a newer server.</param>
internal sealed class DocumentReading(string file, string specRoot = "", bool ignoresUnknownKeys = false)
{
    private const int MaxErrors = 100;

    private readonly List<InputError> _errors = [];
    private readonly ImmutableHashSet<string>.Builder _unread = ImmutableHashSet.CreateBuilder<string>();
    private readonly Dictionary<string, (string FilePath, DocumentMark Mark)> _places = [];
    private readonly Dictionary<string, DocumentMark> _placesInFile = [];

    public string File => file;

    /// <summary>Where the document's root stands in the spec.</summary>
    public string SpecRoot => specRoot;

    public bool IgnoresUnknownKeys => ignoresUnknownKeys;

    /// <summary>Fields of the spec whose values could not be read, by the spec's paths.</summary>
    public ImmutableHashSet<string> Unread => _unread.ToImmutable();

    /// <summary>The errors so far, in the order of the document.</summary>
    public ImmutableArray<InputError> Errors => [.. _errors.OrderBy(error => error.Line ?? 0).ThenBy(error => error.Column ?? 0)];

    /// <summary>Errors that were counted and not kept.</summary>
    public long OmittedCount { get; private set; }

    /// <summary>Remembers where a field of the spec stands in the document, or would stand.</summary>
    public void Place(string specPath, string filePath, DocumentMark mark)
    {
        _places[specPath] = (filePath, mark);
        _placesInFile[filePath] = mark;
    }

    /// <summary>Adds an error that leaves every field readable, as an unknown key.</summary>
    public void Add(string filePath, DocumentMark mark, string expected, string found) =>
        Add(new InputError(file, mark.Line, mark.Column, filePath, expected, found));

    /// <summary>Adds an error that leaves a field of the spec without a value.</summary>
    public void AddUnread(string specPath, string filePath, DocumentMark mark, string expected, string found)
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

    /// <summary>Adds errors of the spec, each at its place.</summary>
    public void AddOfSpec(ImmutableArray<SpecError> errors)
    {
        foreach (var error in errors)
        {
            Add(Locate(error));
        }
    }

    /// <summary>
    /// An error of the spec at the place of its field, or of the nearest section around it. Who has read a document of the same spec may name the field as documents do.
    /// </summary>
    public InputError Locate(SpecError error)
    {
        var specPath = Within(error.Field);
        for (var end = specPath.Length; end > 0; end = specPath.AsSpan(0, end).LastIndexOfAny('.', '['))
        {
            if (_places.TryGetValue(specPath[..end], out var place))
            {
                var filePath = (place.FilePath + specPath[end..]).TrimStart('.');
                return new InputError(file, place.Mark.Line, place.Mark.Column, filePath, error.Expected, error.Found);
            }

            if (_placesInFile.TryGetValue(specPath[..end], out var mark))
            {
                return new InputError(file, mark.Line, mark.Column, specPath, error.Expected, error.Found);
            }
        }

        return new InputError(file, null, null, error.Field, error.Expected, error.Found);
    }

    // An endpoint names the component before its policy, which a policy alone does not know.
    private string Within(string field)
    {
        var root = specRoot.Length == 0 ? -1 : field.IndexOf($".{specRoot}", StringComparison.Ordinal);
        return root < 0 ? field : field[(root + 1)..];
    }

    private void Add(InputError error)
    {
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(error);
        }
        else
        {
            OmittedCount++;
        }
    }
}
