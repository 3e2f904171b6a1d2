using System.Globalization;

namespace Autoscaler.Documents;

/// <summary>One thing that is wrong with a file, or with a document that came another way.</summary>
/// <param name="File">The file, as its reader was asked for it; of a document without one, what its reader called it.</param>
/// <param name="Line">The line, from 1; null where the file as a whole is meant.</param>
/// <param name="Column">The character in the line, from 1; null where the line as a whole is meant.</param>
/// <param name="Field">The field as the document writes it, as <c>components[0].policy.targetTracking.window</c>, or a column of a trace.</param>
/// <param name="Expected">What would be right, with its unit.</param>
/// <param name="Found">What stands there.</param>
public sealed record InputError(string File, int? Line, int? Column, string Field, string Expected, string Found)
{
    /// <summary>What <see cref="Field"/> says where a text is no document at all, or not one of its kind.</summary>
    public const string WholeDocument = "document";

    /// <summary>As <c>file:line:column: field: expected …; found …</c>, as far as line and column are known.</summary>
    public override string ToString()
    {
        var line = Line is { } number ? string.Create(CultureInfo.InvariantCulture, $":{number}") : "";
        var column = Line is not null && Column is { } character ? string.Create(CultureInfo.InvariantCulture, $":{character}") : "";
        return $"{File}{line}{column}: {Field}: expected {Expected}; found {Found}";
    }
}
