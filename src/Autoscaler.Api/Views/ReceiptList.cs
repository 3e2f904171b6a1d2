using Autoscaler.Contracts.Caching;

namespace Autoscaler.Api.Views;

/// <summary>Receipts of an endpoint's purges, oldest first.</summary>
/// <param name="Receipts">The receipts.</param>
internal sealed record ReceiptList(ImmutableArray<PurgeReceipt> Receipts);
