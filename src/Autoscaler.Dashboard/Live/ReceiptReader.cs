using Autoscaler.Contracts.Caching;

namespace Autoscaler.Dashboard.Live;

/// <summary>Reads receipts of an endpoint's purges; they outlive it.</summary>
internal sealed class ReceiptReader(IGrainFactory grains, EndpointId id)
{
    public async Task<ReceiptList> ReadAsync(CancellationToken cancellationToken) =>
        new([.. (await grains.GetGrain<IImageCacheGrain>(id.ToString()).GetReceiptsAsync(cancellationToken)).Reverse()]);
}
