using Autoscaler.Cloud.Instances;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Grains.Caching;

/// <summary>
/// Purges, phase by phase, one at a time. Each phase is written before its work begins, and all of its work may be done twice, so that a crash at any point costs time
/// only. What is deleted is found by its tag, whoever made it; and it is gone when a list of all that carries the tag does not name it.
/// </summary>
internal sealed partial class ImageCacheGrain
{
    private const int MaxReceipts = 50;

    public async Task<bool> PurgeEntryAsync(ImageDigest content, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = Current.PurgeCount;
        if (Current.Find(content) is not null)
        {
            await JournalOrderAsync("cache.purge", content.Value, cancellationToken);
        }

        await State.UpdateAsync(
            state => state.Purge is null && state.Find(content) is { } entry
                ? Begin(state.With(entry.Withdraw(CacheEntryState.Retired, now, "purged by order")), PurgeScope.Entry, null, [content], now)
                : null,
            cancellationToken);
        JournalBegun(known);
        StartWork();
        return Current.IsDissolving || Current.IsHeldBack(content);
    }

    // What people order is written down before it is done.
    private Task JournalOrderAsync(string action, string subject, CancellationToken cancellationToken) => history.AppendChangeAsync(
        ChangeRecords.Of(CallerContext.Current, clock.GetUtcNow(), action) with { Tenant = _endpoint.Tenant, Endpoint = _endpoint, Subject = subject }, cancellationToken);

    // The next of the endpoint's orders begins once the one before it has its receipt. That of the whole endpoint does not wait: its receipt names all that there is.
    private ImageCacheState TakeOrders(ImageCacheState state, DateTimeOffset now)
    {
        foreach (var order in state.Wanted.Purges)
        {
            if (state.Purge?.Order is { } open && open.Number == order.Number)
            {
                state = state with { Purge = state.Purge with { Order = order } };
            }
            else if (order.Number > state.PurgedOrder && (state.Purge is null || order.Scope == PurgeScope.Endpoint))
            {
                state = Begin(state, order.Scope, order, order.Contents, now);
            }
        }

        return state;
    }

    private ImageCacheState Begin(ImageCacheState state, PurgeScope scope, PurgeOrder? order, ImmutableArray<ImageDigest> contents, DateTimeOffset now)
    {
        var previous = state.Receipts.IsEmpty ? PurgeReceipt.FirstHashOf(_endpoint) : state.Receipts[^1].Hash;
        return state with
        {
            Version = state.Version + 1,
            PurgeCount = state.PurgeCount + 1,
            Purge = PurgeLedger.Begin(scope, order, contents, state.PurgeCount + 1, previous, now),
        };
    }

    private async Task AdvanceAsync(PurgeProgress purge, CancellationToken cancellationToken)
    {
        var listed = (await tags.ListAsync(_endpoint, cancellationToken)).Where(resource => IsOf(purge, resource)).ToArray();
        var noted = PurgeLedger.Note(purge, listed, clock.GetUtcNow());
        if (noted != purge && !await PutAsync(purge, noted, cancellationToken))
        {
            return;
        }

        switch (noted.Phase)
        {
            case PurgePhase.Draining when !IsWaitedFor(noted):
                await EnterAsync(noted, PurgePhase.Deleting, cancellationToken);
                break;
            case PurgePhase.Deleting when await DeleteAsync(noted, listed, cancellationToken):
                await EnterAsync(noted, noted.Scope == PurgeScope.Endpoint ? PurgePhase.Revoking : PurgePhase.Verifying, cancellationToken);
                break;
            case PurgePhase.Revoking:
                await State.VerifyAsync(cancellationToken);
                await keys.RevokeGrantsAsync(_endpoint, cancellationToken);
                await EnterAsync(noted, PurgePhase.SchedulingKey, cancellationToken);
                break;
            case PurgePhase.SchedulingKey:
                await State.VerifyAsync(cancellationToken);
                await keys.ScheduleDeletionAsync(_endpoint, options.Value.KeyDeletionWait, cancellationToken);
                await EnterAsync(noted, PurgePhase.Verifying, cancellationToken);
                break;
            case PurgePhase.Verifying when noted.LiveCount == 0:
                await CompleteAsync(noted, cancellationToken);
                break;
            case PurgePhase.Verifying:
                // Something came to light that no phase knew: it goes by its tag.
                await SweepAsync(listed, cancellationToken);
                break;
            default:
                break;
        }
    }

    private static bool IsOf(PurgeProgress purge, TaggedResource resource) =>
        purge.Scope == PurgeScope.Endpoint || (resource.Content is { } content && purge.Contents.Contains(content));

    // Instances use what is to be deleted for as long as they are there; a component's images while its copies drain.
    private bool IsWaitedFor(PurgeProgress purge) => purge.Scope switch
    {
        PurgeScope.Endpoint => purge.Order is { InstancesGone: false },
        PurgeScope.Component => purge.Contents.Any(Current.Wants),
        PurgeScope.Entry => false,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // The entries go by the way of entries; what nobody knows of goes by its tag. The key and its grants are for later phases.
    private async Task<bool> DeleteAsync(PurgeProgress purge, TaggedResource[] listed, CancellationToken cancellationToken)
    {
        var entries = Current.Entries.Where(entry => purge.Scope == PurgeScope.Endpoint || purge.Contents.Contains(entry.Image.Digest)).Select(static entry => entry.Image.Digest).ToHashSet();
        var left = listed.Where(static resource => resource.State == TaggedResourceState.Live && resource.Kind is not (TaggedResourceKind.Key or TaggedResourceKind.Grant)).ToArray();
        await SweepAsync(left.Where(resource => resource.Content is not { } content || !entries.Contains(content)), cancellationToken);
        return entries.Count == 0 && left.Length == 0;
    }

    private async Task SweepAsync(IEnumerable<TaggedResource> resources, CancellationToken cancellationToken)
    {
        var live = resources.Where(static resource => resource.State == TaggedResourceState.Live).ToArray();
        if (live.Length > 0)
        {
            // Not on the word of an activation that has missed that the purge is over: the endpoint may have been made anew, and these be its own.
            await State.VerifyAsync(cancellationToken);
        }

        foreach (var resource in live)
        {
            await tags.DeleteAsync(resource, cancellationToken);
        }
    }

    private async Task EnterAsync(PurgeProgress purge, PurgePhase phase, CancellationToken cancellationToken)
    {
        var entered = PurgeLedger.Enter(purge, phase, clock.GetUtcNow());
        if (await PutAsync(purge, entered, cancellationToken))
        {
            JournalStep(entered);
        }
    }

    private async Task CompleteAsync(PurgeProgress purge, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = Current.PurgeCount;
        var ended = PurgeLedger.Enter(purge, PurgePhase.Done, now);
        var receipt = PurgeLedger.Receipt(_endpoint, ended, now);
        var isEndpoint = purge.Scope == PurgeScope.Endpoint;
        var completed = await State.UpdateAsync(
            state => state.Purge is { } present && present.Number == purge.Number && present.Phase == purge.Phase
                ? TakeOrders(
                    state with
                    {
                        Version = state.Version + 1,
                        Purge = null,
                        Receipts = [.. state.Receipts.Append(receipt).TakeLast(MaxReceipts)],
                        PurgedOrder = Math.Max(state.PurgedOrder, purge.Order?.Number ?? 0),
                        Tags = isEndpoint ? [] : state.Tags,
                        Prebuilds = isEndpoint ? [] : state.Prebuilds,
                    },
                    now)
                : null,
            cancellationToken);
        if (completed)
        {
            JournalStep(ended);
            journal.Record(new PurgeCompleted(now, _endpoint, receipt));
            JournalBegun(known);
        }
    }

    // Orders may be told anew meanwhile; anything else that changed is another activation's, whose purge this is now.
    private Task<bool> PutAsync(PurgeProgress from, PurgeProgress to, CancellationToken cancellationToken) => State.UpdateAsync(
        state => state.Purge is { } present && present.Number == from.Number && present.Phase == from.Phase
            ? state with { Version = state.Version + 1, Purge = to with { Order = present.Order } }
            : null,
        cancellationToken);

    private void JournalBegun(long known)
    {
        if (Current.Purge is { } purge && purge.Number > known)
        {
            JournalStep(purge);
        }
    }

    private void JournalStep(PurgeProgress purge) => journal.Record(new PurgeAdvanced(purge.Steps[^1].At, _endpoint, purge.Number, purge.Scope, purge.Steps[^1]));
}
