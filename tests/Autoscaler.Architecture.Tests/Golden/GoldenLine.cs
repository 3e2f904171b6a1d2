namespace Autoscaler.Architecture.Tests.Golden;

/// <summary>One line of a golden file.</summary>
internal sealed record GoldenLine(string Key, string Value)
{
    /// <summary>Reads "key: value".</summary>
    public static GoldenLine Parse(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0
            ? new GoldenLine(line[..colon], line[(colon + 2)..])
            : throw new FormatException($"A line of a golden file is 'key: value'; found '{line}'.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Key}: {Value}";
}
