using Autoscaler.Contracts.History;

namespace Autoscaler.Api.Views;

/// <summary>A page of what people changed, the newest first.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="Next">The number before which the next page begins; null on the last one.</param>
internal sealed record ChangeList(ImmutableArray<ChangeRecord> Changes, long? Next);
