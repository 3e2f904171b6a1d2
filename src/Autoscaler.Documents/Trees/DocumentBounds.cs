using System.Globalization;

namespace Autoscaler.Documents.Trees;

/// <summary>How deep and how large one document may be, so that a hostile one costs little.</summary>
/// <param name="file">The name that errors give.</param>
/// <param name="maxValues">Keys and values that the document may have.</param>
internal sealed class DocumentBounds(string file, int maxValues)
{
    /// <summary>Levels of nesting; a complete document has six.</summary>
    public const int MaxDepth = 32;

    /// <summary>
    /// Keys and values in YAML, whose parser takes seconds for a megabyte of short ones; a document of 64 components with all their fields has some 7,000.
    /// </summary>
    public const int MaxYamlValues = 20_000;

    /// <summary>Keys and values in JSON; what is pushed of demand has 160,000 at the most.</summary>
    public const int MaxJsonValues = 200_000;

    private int _count;

    /// <summary>Counts a key or a value.</summary>
    /// <exception cref="InputException">It is one too many, or too deep.</exception>
    public void Admit(DocumentMark mark, int depth)
    {
        if (depth > MaxDepth)
        {
            throw DocumentTree.Refused(file, mark, $"at most {MaxDepth} levels of nesting", "more");
        }

        if (++_count > maxValues)
        {
            throw DocumentTree.Refused(file, mark, string.Create(CultureInfo.InvariantCulture, $"at most {maxValues:#,0} keys and values"), "more");
        }
    }
}
