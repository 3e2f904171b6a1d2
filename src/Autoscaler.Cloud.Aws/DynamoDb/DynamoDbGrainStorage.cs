using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Autoscaler.Cloud.Aws.DynamoDb;

/// <summary>
/// Keeps grain state in a table of DynamoDB. Writes are conditional on the etag, and an etag is never given twice. Where it is not known whether a write was done, because
/// its answer was lost, a read tells: the etag that the write would have given is there, or it is not.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="serializer">How state becomes bytes.</param>
/// <param name="newEtag">Makes an etag that was never made before.</param>
internal sealed class DynamoDbGrainStorage(GrainTable table, IGrainStorageSerializer serializer, Func<string> newEtag) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        await table.EnsureAsync(cancellationToken);
        var item = await table.GetAsync(grainId.ToString(), stateName, withBody: true, cancellationToken);
        if (item is null)
        {
            Reset(grainState);
            return;
        }

        grainState.State = serializer.Deserialize<T>(BinaryData.FromBytes(item[GrainTable.BodyKey].B.ToArray()))!;
        grainState.ETag = item[GrainTable.EtagKey].S;
        grainState.RecordExists = true;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var (grain, expected, etag) = (grainId.ToString(), grainState.ETag, newEtag());
        var body = serializer.Serialize(grainState.State).ToMemory();
        ThrowIfTooLarge(stateName, grain, etag, body.Length);
        await table.EnsureAsync(cancellationToken);
        var isWritten = await TryAsync(
            () => table.PutAsync(grain, stateName, expected, etag, body, cancellationToken),
            stored => stored == etag,
            stored => stored == expected,
            "write",
            stateName,
            grain,
            expected,
            cancellationToken);
        if (isWritten)
        {
            grainState.ETag = etag;
            grainState.RecordExists = true;
        }
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var (grain, expected) = (grainId.ToString(), grainState.ETag);
        await table.EnsureAsync(cancellationToken);
        if (expected is null)
        {
            if (await EtagOfAsync(grain, stateName, cancellationToken) is { } stored)
            {
                throw Conflict("clear", stateName, grain, stored, expected);
            }
        }
        else
        {
            await TryAsync(
                () => table.DeleteAsync(grain, stateName, expected, cancellationToken),
                static stored => stored is null,
                stored => stored == expected,
                "clear",
                stateName,
                grain,
                expected,
                cancellationToken);
        }

        Reset(grainState);
    }

    // A refused condition may be the doing of a first try whose answer was lost, and a fault may have come after the deed.
    private async Task<bool> TryAsync(
        Func<Task<bool>> change,
        Func<string?, bool> isDone,
        Func<string?, bool> isUntouched,
        string verb,
        string stateName,
        string grain,
        string? expected,
        CancellationToken cancellationToken)
    {
        Exception? fault = null;
        try
        {
            if (await change())
            {
                return true;
            }
        }
        catch (Exception e) when (e is TimeoutException or HttpRequestException)
        {
            fault = e;
        }

        string? stored;
        try
        {
            stored = await EtagOfAsync(grain, stateName, cancellationToken);
        }
        catch (Exception e) when (fault is not null && e is TimeoutException or HttpRequestException)
        {
            throw new TimeoutException($"Whether the {verb} of state '{stateName}' of grain {grain} was done is unknown: {fault!.Message} Then: {e.Message}");
        }

        if (isDone(stored))
        {
            return true;
        }

        throw fault is not null && isUntouched(stored)
            ? new HttpRequestException($"The {verb} of state '{stateName}' of grain {grain} was not done: {fault.Message}", null, (fault as HttpRequestException)?.StatusCode)
            : Conflict(verb, stateName, grain, stored, expected);
    }

    private async Task<string?> EtagOfAsync(string grain, string stateName, CancellationToken cancellationToken) =>
        (await table.GetAsync(grain, stateName, withBody: false, cancellationToken))?[GrainTable.EtagKey].S;

    private static InconsistentStateException Conflict(string verb, string stateName, string grain, string? stored, string? expected) =>
        new($"The {verb} of state '{stateName}' of grain {grain} was refused.", stored, expected);

    private static void ThrowIfTooLarge(string stateName, string grain, string etag, int bodyBytes)
    {
        var size = GrainTable.SizeOf(grain, stateName, etag, bodyBytes);
        if (size > GrainTable.MaxItemBytes)
        {
            throw new InvalidOperationException(
                $"State '{stateName}' of grain {grain} takes {size} bytes as an item of DynamoDB, which holds at most {GrainTable.MaxItemBytes}; it was not written.");
        }
    }

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = default!;
        grainState.ETag = null;
        grainState.RecordExists = false;
    }
}
