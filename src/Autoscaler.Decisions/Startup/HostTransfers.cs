using System.Diagnostics;

namespace Autoscaler.Decisions.Startup;

/// <summary>
/// The transfers of one host as fluids that share its network, its disk and its unpacking. Shares are max-min fair (progressive filling) and are
/// recomputed when a transfer starts or ends. Time is the owner's, in seconds, and only goes forward.
/// </summary>
/// <remarks>
/// What grows evenly is a transfer's share of the resource it loads most among those that others load too: two writers of one disk get half of its
/// bytes each, whatever a byte of theirs expands to. A resource with one user is a ceiling for it and no part of its share. Equal calls give equal
/// answers to the last bit, in whatever order transfers of one instant are started. Not safe for use from two threads.
/// </remarks>
public sealed class HostTransfers
{
    /// <summary>The most transfers at once; a host's images, weights and volumes are fewer.</summary>
    public const int MaxTransfers = 256;

    // Sizes are whole bytes: what is left below half a byte is rounding.
    private const double RoundingBytes = 0.5;
    private const int InitialCapacity = 4;

    private readonly double[] _capacities;
    private readonly HostRates _rates;
    private FluidTransfer[] _transfers = new FluidTransfer[InitialCapacity];
    private double _nowSeconds;

    /// <summary>A host without transfers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is outside its range.</exception>
    public HostTransfers(HostRates rates)
    {
        rates.ThrowIfInvalid();
        _rates = rates;
        _capacities = [rates.NetworkBytesPerSecond, rates.DiskBytesPerSecond, rates.UnpackBytesPerSecond];
    }

    /// <summary>The transfers under way.</summary>
    public int Count { get; private set; }

    /// <summary>How far time has gone, in the owner's seconds.</summary>
    public double NowSeconds => _nowSeconds;

    /// <summary>
    /// When the next transfer ends if none starts before; null when none is under way. An owner whose clock is coarser than
    /// a double rounds it up, or it wakes too early for ever.
    /// </summary>
    public double? NextCompletionSeconds => Count == 0 ? null : CompletionSeconds(IndexOfNext());

    /// <summary>Starts a transfer over the host's shared resources.</summary>
    /// <param name="key">What the owner calls it; not in use by a transfer under way.</param>
    /// <param name="kind">Any kind but <see cref="TransferKind.Hydration"/>.</param>
    /// <param name="size">Its size; one without bytes ends at once.</param>
    /// <param name="nowSeconds">Now: not before <see cref="NowSeconds"/>, and with every transfer that ends before taken by
    /// <see cref="AdvanceTo"/>.</param>
    public void Start(int key, TransferKind kind, ByteCount size, double nowSeconds) =>
        Add(new FluidTransfer(key, kind, LoadOf(kind), double.PositiveInfinity, size.Value, nowSeconds), nowSeconds);

    /// <summary>Starts the hydration of a restored volume, over a channel of its own.</summary>
    /// <param name="key">What the owner calls it; not in use by a transfer under way.</param>
    /// <param name="unpackedSize">What the volume holds; one without bytes ends at once.</param>
    /// <param name="bytesPerSecond">The rate of its mechanism; finite, above 0.</param>
    /// <param name="nowSeconds">Now, as for <see cref="Start"/>.</param>
    public void StartHydration(int key, ByteCount unpackedSize, double bytesPerSecond, double nowSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesPerSecond);
        ArgumentOutOfRangeException.ThrowIfEqual(bytesPerSecond, double.PositiveInfinity);
        Add(new FluidTransfer(key, TransferKind.Hydration, default, bytesPerSecond, unpackedSize.Value, nowSeconds), nowSeconds);
    }

    /// <summary>
    /// Lets time pass until the next transfer ends or <paramref name="seconds"/> is reached, whichever is first. Call it until it answers false:
    /// transfers come in the order of their ends, those of one instant by key.
    /// </summary>
    /// <param name="seconds">How far to go; not before <see cref="NowSeconds"/>.</param>
    /// <param name="completed">The transfer that ended.</param>
    /// <returns>Whether one ended; when not, <see cref="NowSeconds"/> is <paramref name="seconds"/>.</returns>
    public bool AdvanceTo(double seconds, out CompletedTransfer completed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, _nowSeconds);
        if (Count > 0)
        {
            var next = IndexOfNext();
            var end = CompletionSeconds(next);
            if (end <= seconds)
            {
                Pass(end);
                var ended = _transfers[next];
                completed = new(ended.Key, ended.Kind, ended.StartedAtSeconds, end);
                RemoveAt(next);
                return true;
            }
        }

        Pass(seconds);
        completed = default;
        return false;
    }

    /// <summary>Stops a transfer before its end.</summary>
    /// <returns>False when no transfer of that key is under way.</returns>
    public bool Cancel(int key, double nowSeconds)
    {
        RequireNothingPending(nowSeconds);
        var index = IndexOf(key);
        if (index < 0)
        {
            return false;
        }

        Pass(nowSeconds);
        RemoveAt(index);
        return true;
    }

    /// <summary>The bytes of a transfer still to come; null when no transfer of that key is under way.</summary>
    public double? RemainingBytes(int key) => IndexOf(key) is >= 0 and var index ? _transfers[index].RemainingBytes : null;

    /// <summary>The rate of a transfer now, in bytes of its size a second; null when no transfer of that key is under way.</summary>
    public double? BytesPerSecond(int key) => IndexOf(key) is >= 0 and var index ? _transfers[index].BytesPerSecond : null;

    private ResourceLoad LoadOf(TransferKind kind) => kind switch
    {
        TransferKind.Image => new(1, _rates.UnpackedRatio, 1),
        TransferKind.ImageParallel or TransferKind.ImagePages => new(1, _rates.UnpackedRatio, 1 / _rates.ParallelUnpackRatio),
        TransferKind.Weights => new(1, 1, 0),
        TransferKind.Hydration => throw new ArgumentException("A hydration has a channel of its own: use StartHydration.", nameof(kind)),
        _ => throw new UnreachableException(),
    };

    private void Add(FluidTransfer transfer, double nowSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(transfer.RemainingBytes);
        RequireNothingPending(nowSeconds);
        if (IndexOf(transfer.Key) >= 0)
        {
            throw new ArgumentException($"A transfer {transfer.Key} is under way already.");
        }

        if (Count == MaxTransfers)
        {
            throw new InvalidOperationException($"A host holds at most {MaxTransfers} transfers at once.");
        }

        Pass(nowSeconds);
        if (Count == _transfers.Length)
        {
            Array.Resize(ref _transfers, Count * 2);
        }

        // Kept sorted by key, so that sums, and with them roundings, do not depend on the order of the calls.
        var index = Count;
        for (; index > 0 && _transfers[index - 1].Key > transfer.Key; index--)
        {
            _transfers[index] = _transfers[index - 1];
        }

        _transfers[index] = transfer;
        Count++;
        FairShares.Fill(_transfers.AsSpan(0, Count), _capacities);
    }

    private void RemoveAt(int index)
    {
        Count--;
        Array.Copy(_transfers, index + 1, _transfers, index, Count - index);
        FairShares.Fill(_transfers.AsSpan(0, Count), _capacities);
    }

    private void RequireNothingPending(double nowSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nowSeconds, _nowSeconds);
        if (NextCompletionSeconds is { } next && next < nowSeconds)
        {
            throw new InvalidOperationException($"A transfer ended at {next} s, before {nowSeconds} s, and was not taken: call AdvanceTo first.");
        }
    }

    private void Pass(double seconds)
    {
        var elapsed = seconds - _nowSeconds;
        _nowSeconds = seconds;
        for (var i = 0; i < Count && elapsed > 0; i++)
        {
            _transfers[i].RemainingBytes = Math.Max(0, _transfers[i].RemainingBytes - (_transfers[i].BytesPerSecond * elapsed));
        }
    }

    private int IndexOf(int key)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_transfers[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    private int IndexOfNext()
    {
        var (best, bestSeconds) = (0, CompletionSeconds(0));
        for (var i = 1; i < Count; i++)
        {
            var seconds = CompletionSeconds(i);
            if (seconds < bestSeconds)
            {
                (best, bestSeconds) = (i, seconds);
            }
        }

        return best;
    }

    private double CompletionSeconds(int index)
    {
        ref var transfer = ref _transfers[index];
        return transfer.RemainingBytes <= RoundingBytes ? _nowSeconds : _nowSeconds + (transfer.RemainingBytes / transfer.BytesPerSecond);
    }
}
