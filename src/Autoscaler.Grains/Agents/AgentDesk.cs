using System.Collections.Concurrent;
using Autoscaler.Cloud.Copies;
using Autoscaler.Contracts.Agents;
using Autoscaler.Contracts.Slots;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Agents;

/// <summary>
/// The hosts of copies where an agent on each instance asks for its orders: a slot's orders lie here until the agent's next report, and what the agent said is what the slot
/// sees. A slot and its agent meet in one process, for the agent's reports come through the slot's grain.
/// </summary>
internal sealed class AgentDesk(TimeProvider clock, IOptions<FleetOptions> options) : ICopyHost
{
    // An instance that neither spoke nor was asked for is gone.
    private static readonly TimeSpan SeatLifetime = TimeSpan.FromHours(1);

    // Of fewer hosts nobody can tell whether they or we are cut off.
    private const int FewestForDeafness = 3;

    private readonly ConcurrentDictionary<InstanceId, AgentSeat> _seats = new();
    private DateTimeOffset _sweptAt = DateTimeOffset.MinValue;

    /// <summary>Takes a report of an instance that is a slot's.</summary>
    /// <returns>The answer, and whether the report says anything that the slot records.</returns>
    public (AgentAnswer Answer, bool IsNews) Hear(EndpointId endpoint, AgentReport report) => With(
        report.Instance, seat =>
        {
            var isNews = seat.Hear(endpoint, report, clock.GetUtcNow());
            return (seat.Answer(options.Value.HeartbeatPeriod), isNews);
        });

    public Task<CopyOrderResult> StartAsync(InstanceId instance, CopyOrder order, CancellationToken cancellationToken) =>
        Task.FromResult(With(instance, seat => seat.Order(order)));

    public Task DrainAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken) => WantAsync(instance, copy, AgentGoal.Drain);

    public Task<bool> UndrainAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken) => Task.FromResult(With(instance, seat =>
    {
        var isOver = seat.IsOver(copy);
        if (!isOver)
        {
            seat.Want(copy, AgentGoal.Run);
        }

        return !isOver;
    }));

    public Task StopAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken) => WantAsync(instance, copy, AgentGoal.Stop);

    public Task EvictAsync(InstanceId instance, ImageDigest content, CancellationToken cancellationToken) => Task.FromResult(With(instance, seat =>
    {
        seat.Evict(content);
        return true;
    }));

    public Task<HostStatus?> DescribeAsync(InstanceId instance, CancellationToken cancellationToken) => Task.FromResult(With(
        instance, seat => seat.HeardAt is { } heardAt && clock.GetUtcNow() - heardAt <= options.Value.HostUnknownAfter ? seat.Heard : null));

    /// <summary>
    /// Whether so many hosts fell silent together that the fault lies more likely where they report to than with them; then none of them is given up.
    /// </summary>
    public bool IsDeaf
    {
        get
        {
            var now = clock.GetUtcNow();
            var (spoke, silent) = (0, 0);
            foreach (var seat in _seats.Values)
            {
                lock (seat)
                {
                    // One that nobody asks for any more was let go, and is silent for that.
                    if (seat.HeardAt is { } heardAt && now - seat.UsedAt <= 2 * options.Value.ProbePeriod)
                    {
                        spoke++;
                        silent += now - heardAt > options.Value.HostUnknownAfter ? 1 : 0;
                    }
                }
            }

            return spoke >= FewestForDeafness && silent * 2 > spoke;
        }
    }

    private Task<bool> WantAsync(InstanceId instance, CopyId copy, AgentGoal goal) => Task.FromResult(With(instance, seat =>
    {
        seat.Want(copy, goal);
        return true;
    }));

    private T With<T>(InstanceId instance, Func<AgentSeat, T> act)
    {
        var now = clock.GetUtcNow();
        Sweep(now);
        var seat = _seats.GetOrAdd(instance, static _ => new AgentSeat());
        lock (seat)
        {
            seat.UsedAt = now;
            return act(seat);
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        if (now - _sweptAt < SeatLifetime)
        {
            return;
        }

        _sweptAt = now;
        foreach (var (instance, seat) in _seats)
        {
            if (now - seat.UsedAt > SeatLifetime)
            {
                _seats.TryRemove(instance, out _);
            }
        }
    }
}
