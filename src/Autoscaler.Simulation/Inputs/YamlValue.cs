namespace Autoscaler.Simulation.Inputs;

/// <summary>Where a value begins: line and character, from 1.</summary>
internal readonly record struct YamlMark(int Line, int Column);

/// <summary>A parsed YAML value that knows where it stands.</summary>
internal abstract record YamlValue(YamlMark Mark)
{
    /// <summary>The value as a message shows it.</summary>
    public abstract string Describe();
}

/// <summary>A single text; plain where it stands without quotes.</summary>
internal sealed record YamlScalar(YamlMark Mark, string Text, bool IsPlain) : YamlValue(Mark)
{
    private const int MaxShownLength = 80;

    /// <summary>A key without a value.</summary>
    public bool IsEmpty => IsPlain && Text.Length == 0;

    public override string Describe()
    {
        var shown = Text.Length > MaxShownLength ? $"{Text[..MaxShownLength]}…" : Text;
        return IsEmpty ? "nothing" : IsPlain ? $"'{shown}'" : $"the quoted text '{shown}'";
    }
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(YamlMark Mark, ImmutableArray<YamlValue> Items) : YamlValue(Mark)
{
    public override string Describe() => "a list";
}

/// <summary>Keys and values in the order of the file, keys that occur twice included.</summary>
internal sealed record YamlMapping(YamlMark Mark, ImmutableArray<(YamlScalar Key, YamlValue Value)> Entries) : YamlValue(Mark)
{
    public override string Describe() => "a mapping of keys to values";
}
