using System.Globalization;

namespace Autoscaler.Simulation.Inputs;

/// <summary>One thing that is wrong with a file.</summary>
/// <param name="File">The file, as its reader was asked for it.</param>
/// <param name="Line">The line, from 1; null where the file as a whole is meant.</param>
/// <param name="Column">The character in the line, from 1; null where the line as a whole is meant.</param>
/// <param name="Field">The field as the file writes it, as <c>components[0].policy.targetTracking.window</c>, or a column of a trace.</param>
/// <param name="Expected">What would be right, with its unit.</param>
/// <param name="Found">What stands there.</param>
[GenerateSerializer, Alias("autoscaler.InputError"), Immutable]
public sealed record InputError(
    [property: Id(0)] string File,
    [property: Id(1)] int? Line,
    [property: Id(2)] int? Column,
    [property: Id(3)] string Field,
    [property: Id(4)] string Expected,
    [property: Id(5)] string Found)
{
    /// <summary>As <c>file:line: field: expected …; found …</c>.</summary>
    public override string ToString() =>
        Line is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"{File}:{line}: {Field}: expected {Expected}; found {Found}")
            : $"{File}: {Field}: expected {Expected}; found {Found}";
}
