namespace Orleans.SingleProcess.Serialization;

/// <summary>What keeps a type from being sent or stored.</summary>
/// <param name="Where">The type, or the type and its member.</param>
/// <param name="Expected">The rule.</param>
/// <param name="Found">What stands there instead.</param>
public sealed record MessageProblem(string Where, string Expected, string Found)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Where}: expected {Expected}; found {Found}.";
}
