using Amazon.EC2.Model;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>Fast snapshot restore, paid by the hour for each zone it is on in.</summary>
internal sealed class FastRestores(Ec2Calls calls, Ec2Options options)
{
    private static readonly ImmutableArray<string> OnStates = ["enabling", "optimizing", "enabled"];

    /// <summary>Has it on in exactly these zones. All or nothing: where the quota has no room for one of them, none is on that was not before.</summary>
    /// <returns>Whether it is; not, where the Region has none left, or it may not be used.</returns>
    public async Task<bool> SetAsync(string snapshot, ImmutableArray<ZoneName> zones, CancellationToken cancellationToken)
    {
        if (!options.AllowFastRestore)
        {
            return zones.IsEmpty;
        }

        var wanted = zones.Select(static zone => zone.Value).ToArray();
        var on = (await calls.FastRestoresAsync(cancellationToken, new Filter("snapshot-id", [snapshot]), new Filter("state", [.. OnStates])))
            .Select(static restore => restore.AvailabilityZone).ToArray();
        var missing = wanted.Except(on, StringComparer.Ordinal).ToArray();
        if (missing.Length > 0 && !await EnableAsync(snapshot, missing, cancellationToken))
        {
            return false;
        }

        var surplus = on.Except(wanted, StringComparer.Ordinal).ToArray();
        if (surplus.Length > 0)
        {
            await calls.DisableFastRestoreAsync(snapshot, surplus, cancellationToken);
        }

        return true;
    }

    private async Task<bool> EnableAsync(string snapshot, string[] zones, CancellationToken cancellationToken)
    {
        EnableFastSnapshotRestoresResponse answer;
        try
        {
            answer = await calls.EnableFastRestoreAsync(snapshot, zones, cancellationToken);
        }
        catch (Amazon.EC2.AmazonEC2Exception e) when (IsQuota(e.ErrorCode))
        {
            return false;
        }

        var errors = (answer.Unsuccessful ?? []).SelectMany(static one => one.FastSnapshotRestoreStateErrors ?? []).ToArray();
        if (errors.Length == 0)
        {
            return true;
        }

        var enabled = (answer.Successful ?? []).Select(static one => one.AvailabilityZone).ToArray();
        if (enabled.Length > 0)
        {
            await calls.DisableFastRestoreAsync(snapshot, enabled, cancellationToken);
        }

        // Any other error is a fault, not an answer.
        var first = errors[0];
        return Array.TrueForAll(errors, static error => IsQuota(error.Error?.Code))
            ? false
            : throw new Amazon.EC2.AmazonEC2Exception($"EnableFastSnapshotRestores of {snapshot} in {first.AvailabilityZone}: {first.Error?.Code}: {first.Error?.Message}");
    }

    // 5 snapshots a Region by default; the code is not documented.
    private static bool IsQuota(string? code) => code is not null && code.Contains("LimitExceeded", StringComparison.Ordinal) && code != "RequestLimitExceeded";
}
