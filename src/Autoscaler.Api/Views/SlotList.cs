using Autoscaler.Contracts.Slots;

namespace Autoscaler.Api.Views;

/// <summary>Slots, by endpoint and ordinal.</summary>
/// <param name="Slots">The slots.</param>
/// <param name="Next">What to ask for the next page with; null on the last one.</param>
internal sealed record SlotList(ImmutableArray<SlotReport> Slots, string? Next);
