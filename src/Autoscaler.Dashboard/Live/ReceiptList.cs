using Autoscaler.Contracts.Caching;

namespace Autoscaler.Dashboard.Live;

/// <summary>Receipts of an endpoint's purges, the newest first.</summary>
/// <param name="Receipts">The receipts.</param>
public sealed record ReceiptList(ImmutableArray<PurgeReceipt> Receipts)
{
    /// <inheritdoc/>
    public bool Equals(ReceiptList? other) => other is not null && Receipts.Select(static receipt => receipt.Hash).SequenceEqual(other.Receipts.Select(static receipt => receipt.Hash));

    /// <inheritdoc/>
    public override int GetHashCode() => Receipts.Length;
}
