using Autoscaler.Cli.Conventions;
using Autoscaler.Contracts.Caching;
using Autoscaler.Simulation.CacheLives;

namespace Autoscaler.Cli.CacheLives;

/// <summary>The life of caches as JSON.</summary>
internal sealed record CacheLifeDocument(
    int Built,
    int SnapshotHits,
    int DiskHits,
    int Fallbacks,
    int Suspect,
    int Purged,
    int RemainingLive,
    int PendingDeletion,
    int IsolationViolations,
    double SecondsSaved,
    long BytesSaved,
    IReadOnlyList<ReceiptDocument> Receipts)
{
    public static CacheLifeDocument Of(CacheLifeReport report) => new(
        report.Built,
        report.SnapshotHits,
        report.DiskHits,
        report.Fallbacks,
        report.Suspect,
        report.Purged,
        report.RemainingLive,
        report.PendingDeletion,
        report.IsolationViolations,
        report.SecondsSaved,
        report.BytesSaved,
        [.. report.Receipts.Select(ReceiptDocument.Of)]);
}

/// <summary>A purge receipt.</summary>
internal sealed record ReceiptDocument(
    string Endpoint,
    long Number,
    string Scope,
    string? Component,
    IReadOnlyList<string> Contents,
    DateTimeOffset BeganAt,
    DateTimeOffset EndedAt,
    IReadOnlyList<ReceiptResource> Resources,
    IReadOnlyList<ReceiptStep> Steps,
    string PreviousHash,
    string Hash,
    bool IsIntact)
{
    public static ReceiptDocument Of(PurgeReceipt receipt) => new(
        receipt.Endpoint.ToString(),
        receipt.Number,
        CaseName.Of(receipt.Scope),
        receipt.Component?.Value,
        [.. receipt.Contents.Select(static content => content.Value)],
        receipt.BeganAt,
        receipt.EndedAt,
        [
            .. receipt.Resources.Select(static resource => new ReceiptResource(
                CaseName.Of(resource.Kind), resource.Id, resource.Content?.Value, CaseName.Of(resource.State), resource.SeenAt, resource.DeletedAt, resource.DeletesAt, resource.Evidence)),
        ],
        [.. receipt.Steps.Select(static step => new ReceiptStep(step.At, CaseName.Of(step.Phase), step.Live, step.Hash))],
        receipt.PreviousHash,
        receipt.Hash,
        receipt.IsIntact);
}

/// <summary>Something that there was, and what became of it.</summary>
internal sealed record ReceiptResource(
    string Kind, string Id, string? Content, string State, DateTimeOffset SeenAt, DateTimeOffset? DeletedAt, DateTimeOffset? DeletesAt, string Evidence);

/// <summary>A phase of the purge.</summary>
internal sealed record ReceiptStep(DateTimeOffset At, string Phase, int Live, string Hash);
