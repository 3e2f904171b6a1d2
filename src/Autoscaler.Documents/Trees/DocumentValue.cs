namespace Autoscaler.Documents.Trees;

/// <summary>Where a value begins: line and character, from 1.</summary>
internal readonly record struct DocumentMark(int Line, int Column);

/// <summary>How a scalar is written, which says what it may be.</summary>
internal enum ScalarForm
{
    /// <summary>YAML without quotes: a text, a number or a word.</summary>
    Plain,

    /// <summary>YAML with quotes, or as a block: a text.</summary>
    Quoted,

    /// <summary>A string of JSON: a text or a word.</summary>
    JsonString,

    /// <summary>A number of JSON.</summary>
    JsonNumber,

    /// <summary>JSON's true, false or null.</summary>
    JsonLiteral,
}

/// <summary>A parsed value of a document that knows where it stands.</summary>
internal abstract record DocumentValue(DocumentMark Mark)
{
    /// <summary>The value as a message shows it.</summary>
    public abstract string Describe();
}

/// <summary>A single text, number or word.</summary>
internal sealed record DocumentScalar(DocumentMark Mark, string Text, ScalarForm Form) : DocumentValue(Mark)
{
    private const int MaxShownLength = 80;

    /// <summary>A key of YAML without a value.</summary>
    public bool IsEmpty => Form == ScalarForm.Plain && Text.Length == 0;

    public bool IsText => Form is ScalarForm.Plain or ScalarForm.Quoted or ScalarForm.JsonString;

    public bool IsNumber => Form is ScalarForm.Plain or ScalarForm.JsonNumber;

    /// <summary>Whether this is a word that switches something off or lifts a limit; JSON's null says the same as any of them.</summary>
    public bool IsWord(string word) => Form switch
    {
        ScalarForm.Plain or ScalarForm.JsonString => Text == word,
        ScalarForm.JsonLiteral => Text == "null",
        _ => false,
    };

    /// <summary>Whether this is JSON's true.</summary>
    public bool IsTrue => Form == ScalarForm.JsonLiteral && Text == "true";

    /// <summary>Whether this is JSON's false.</summary>
    public bool IsFalse => Form == ScalarForm.JsonLiteral && Text == "false";

    /// <summary>The text on one line, cut where long; quotes where there is none.</summary>
    public string Shown => Text.Length == 0 ? Quote(Text) : Cut(Text);

    /// <summary>A text in quotes, as a message shows it.</summary>
    public static string Quote(string text) => $"'{Cut(text)}'";

    public override string Describe() => Form switch
    {
        _ when IsEmpty => "nothing",
        ScalarForm.Plain => Quote(Text),
        ScalarForm.Quoted or ScalarForm.JsonString => $"the quoted text {Quote(Text)}",
        _ => Shown,
    };

    private static string Cut(string text)
    {
        var cut = text.Length > MaxShownLength ? $"{text[..MaxShownLength]}…" : text;
        return cut.Any(char.IsControl) ? string.Concat(cut.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : cut;
    }
}

/// <summary>A list.</summary>
internal sealed record DocumentSequence(DocumentMark Mark, ImmutableArray<DocumentValue> Items) : DocumentValue(Mark)
{
    public override string Describe() => "a list";
}

/// <summary>Keys and values in the order of the document, keys that occur twice included.</summary>
internal sealed record DocumentMapping(DocumentMark Mark, ImmutableArray<(DocumentScalar Key, DocumentValue Value)> Entries) : DocumentValue(Mark)
{
    public override string Describe() => "a mapping of keys to values";
}
