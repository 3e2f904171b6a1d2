using System.Buffers;
using System.Diagnostics;
using System.Text.Unicode;

namespace Autoscaler.Documents.Trees;

/// <summary>Texts as they come from files and callers: decoded, bounded, and free of what no syntax allows.</summary>
internal static class SourceText
{
    /// <summary>Characters that a text may have.</summary>
    public const int MaxCharacters = 1_000_000;

    private const int MaxBytesPerCharacter = 3;
    private const int MaxBytes = MaxCharacters * MaxBytesPerCharacter;
    private const string SizeRule = "at most 1,000,000 characters";
    private const char ByteOrderMark = '\uFEFF';

    // A parser of YAML takes NUL for the end of the text, and would leave what follows unread.
    private static readonly SearchValues<char> Suspects =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code).Except(['\t', '\n', '\r']), .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    /// <summary>What people call the syntax.</summary>
    public static string NameOf(DocumentSyntax syntax) => syntax switch
    {
        DocumentSyntax.Yaml => "YAML",
        DocumentSyntax.Json => "JSON",
        _ => throw new UnreachableException(),
    };

    /// <summary>A file's text, checked, and the syntax that its name says.</summary>
    public static (string Text, DocumentSyntax Syntax) Read(string path, Func<DocumentSyntax, string> what)
    {
        var isJson = path is not null && path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var syntax = isJson ? DocumentSyntax.Json : DocumentSyntax.Yaml;
        return (InputFile.Read(path!, what(syntax), stream => Decode(ReadBytes(stream), path!)), syntax);
    }

    /// <summary>The text of UTF-8 bytes, checked.</summary>
    public static string Decode(ReadOnlySpan<byte> utf8, string file)
    {
        if (utf8.Length > MaxBytes)
        {
            throw DocumentTree.Refused(file, null, SizeRule, "more");
        }

        var characters = new char[utf8.Length];
        var status = Utf8.ToUtf16(utf8, characters, out var read, out var written, replaceInvalidSequences: false);
        var text = new string(characters, 0, written);
        return status == OperationStatus.Done
            ? Check(text, file)
            : throw DocumentTree.Refused(file, MarkAt(text, written), "UTF-8", $"the byte {utf8[read]:x2}, which is none there");
    }

    /// <summary>The text, if a document can be made of it, without a byte order mark.</summary>
    public static string Check(string text, string file)
    {
        text = text.StartsWith(ByteOrderMark) ? text[1..] : text;
        if (text.Length > MaxCharacters)
        {
            throw DocumentTree.Refused(file, null, SizeRule, $"{text.Length:#,0}");
        }

        var at = FirstUnfit(text);
        return at < 0
            ? text
            : throw DocumentTree.Refused(
                file, MarkAt(text, at), "text without control characters and halves of characters", $"U+{(int)text[at]:X4}");
    }

    /// <summary>Whether the text has a half of a character without the other; escapes can make one.</summary>
    public static bool HasHalves(string text) => FirstUnfit(text, controls: false) >= 0;

    private static byte[] ReadBytes(FileStream stream)
    {
        // Counted while it is read: a pipe does not know its length.
        var buffer = new byte[MaxBytes + 1];
        return buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }

    private static int FirstUnfit(string text, bool controls = true)
    {
        for (var at = 0; ; at++)
        {
            var next = text.AsSpan(at).IndexOfAny(Suspects);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (controls || char.IsSurrogate(text[at]))
            {
                return at;
            }
        }
    }

    private static DocumentMark MarkAt(string text, int at)
    {
        var before = text.AsSpan(0, at);
        return new DocumentMark(before.Count('\n') + 1, at - before.LastIndexOf('\n'));
    }
}
