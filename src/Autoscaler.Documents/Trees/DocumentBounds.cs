using System.Globalization;

namespace Autoscaler.Documents.Trees;

/// <summary>How deep and how large one document may be, so that a hostile one costs little: a parser of YAML takes seconds for a megabyte of short values.</summary>
internal sealed class DocumentBounds(string file)
{
    /// <summary>Levels of nesting; a complete document has six.</summary>
    public const int MaxDepth = 32;

    /// <summary>Keys and values; a document of 64 components with all their fields has some 7,000.</summary>
    private const int MaxValues = 20_000;

    private int _count;

    /// <summary>Counts a key or a value.</summary>
    /// <exception cref="InputException">It is one too many, or too deep.</exception>
    public void Admit(DocumentMark mark, int depth)
    {
        if (depth > MaxDepth)
        {
            throw DocumentTree.Refused(file, mark, $"at most {MaxDepth} levels of nesting", "more");
        }

        if (++_count > MaxValues)
        {
            throw DocumentTree.Refused(file, mark, string.Create(CultureInfo.InvariantCulture, $"at most {MaxValues:#,0} keys and values"), "more");
        }
    }
}
