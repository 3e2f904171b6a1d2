namespace Autoscaler.Decisions.Startup;

/// <summary>
/// Progressive filling: every transfer's share grows alike until a resource is full or its own ceiling is met; those stop, the others go on.
/// </summary>
internal static class FairShares
{
    /// <summary>Sets the rate of each transfer; at most <see cref="HostTransfers.MaxTransfers"/>, so that its scratch fits the stack.</summary>
    /// <param name="transfers">The transfers, in an order that is the same for equal sets.</param>
    /// <param name="capacities">Units a second of each resource; infinity for one that bounds nothing.</param>
    public static void Fill(Span<FluidTransfer> transfers, ReadOnlySpan<double> capacities)
    {
        Span<double> weights = stackalloc double[transfers.Length];
        Span<double> ceilings = stackalloc double[transfers.Length];
        Span<bool> settled = stackalloc bool[transfers.Length];
        Span<double> free = stackalloc double[ResourceLoad.Resources];
        capacities.CopyTo(free);
        Weigh(transfers, capacities, weights, ceilings);
        for (var i = 0; i < transfers.Length; i++)
        {
            // Without a resource in common with others its ceiling is its rate.
            if (weights[i] == 0)
            {
                Settle(ref transfers[i], ceilings[i], free);
                settled[i] = true;
            }
        }

        // Each round settles one transfer or more.
        for (var round = 0; round < transfers.Length; round++)
        {
            if (!TryFindLevel(transfers, weights, ceilings, settled, free, out var level, out var full))
            {
                return;
            }

            for (var i = 0; i < transfers.Length; i++)
            {
                if (!settled[i] && (full < 0 ? ceilings[i] / weights[i] <= level : transfers[i].Load[full] > 0))
                {
                    Settle(ref transfers[i], Math.Min(ceilings[i], weights[i] * level), free);
                    settled[i] = true;
                }
            }
        }
    }

    private static void Weigh(ReadOnlySpan<FluidTransfer> transfers, ReadOnlySpan<double> capacities, Span<double> weights, Span<double> ceilings)
    {
        Span<int> users = stackalloc int[ResourceLoad.Resources];
        foreach (ref readonly var transfer in transfers)
        {
            for (var resource = 0; resource < ResourceLoad.Resources; resource++)
            {
                users[resource] += transfer.Load[resource] > 0 ? 1 : 0;
            }
        }

        for (var i = 0; i < transfers.Length; i++)
        {
            var (largestShare, ceiling) = (0d, transfers[i].CeilingBytesPerSecond);
            for (var resource = 0; resource < ResourceLoad.Resources; resource++)
            {
                var load = transfers[i].Load[resource];
                if (load == 0 || double.IsPositiveInfinity(capacities[resource]))
                {
                    continue;
                }

                ceiling = Math.Min(ceiling, capacities[resource] / load);
                largestShare = users[resource] > 1 ? Math.Max(largestShare, load / capacities[resource]) : largestShare;
            }

            weights[i] = largestShare == 0 ? 0 : 1 / largestShare;
            ceilings[i] = ceiling;
        }
    }

    /// <summary>The lowest level at which a resource is full (its index in <paramref name="full"/>) or a transfer meets its ceiling (−1).</summary>
    private static bool TryFindLevel(
        ReadOnlySpan<FluidTransfer> transfers,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> ceilings,
        ReadOnlySpan<bool> settled,
        ReadOnlySpan<double> free,
        out double level,
        out int full)
    {
        (level, full) = (double.PositiveInfinity, -1);
        for (var resource = 0; resource < ResourceLoad.Resources; resource++)
        {
            var growth = 0d;
            for (var i = 0; i < transfers.Length; i++)
            {
                growth += settled[i] ? 0 : transfers[i].Load[resource] * weights[i];
            }

            if (growth > 0 && free[resource] / growth < level)
            {
                (level, full) = (free[resource] / growth, resource);
            }
        }

        for (var i = 0; i < transfers.Length; i++)
        {
            if (!settled[i] && ceilings[i] / weights[i] < level)
            {
                (level, full) = (ceilings[i] / weights[i], -1);
            }
        }

        return double.IsFinite(level);
    }

    private static void Settle(ref FluidTransfer transfer, double bytesPerSecond, Span<double> free)
    {
        transfer.BytesPerSecond = bytesPerSecond;
        for (var resource = 0; resource < ResourceLoad.Resources; resource++)
        {
            var load = transfer.Load[resource];
            free[resource] = load == 0 ? free[resource] : Math.Max(0, free[resource] - (load * bytesPerSecond));
        }
    }
}
