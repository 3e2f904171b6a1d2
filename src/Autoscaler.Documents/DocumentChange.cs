namespace Autoscaler.Documents;

/// <summary>One field that differs between two documents.</summary>
/// <param name="Path">
/// The field as the document writes it, with components by their names: <c>components[chat].policy.targetTracking.window</c>. A list of names, as <c>zones</c>, is one
/// field.
/// </param>
/// <param name="From">The value before, as the document writes it (<c>20s</c>, <c>none</c>); null where there was no such field.</param>
/// <param name="To">The value after; null where there is no such field any more.</param>
public sealed record DocumentChange(string Path, string? From, string? To)
{
    /// <summary>As <c>path: from → to</c>.</summary>
    public override string ToString() => $"{Path}: {From ?? "nothing"} → {To ?? "nothing"}";
}
