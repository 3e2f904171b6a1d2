using Autoscaler.Contracts.Agents;
using Autoscaler.Contracts.Slots;
using Autoscaler.Grains.Agents;

namespace Autoscaler.Grains.Tests.Agents;

/// <summary>Agents on the instances of a simulated fleet whose copies are run by agents: each does at once what its last answer ordered, and says so in its next report.</summary>
internal sealed class ScriptedAgents(TestFleet fleet)
{
    private readonly Dictionary<InstanceId, (long Sequence, ImmutableArray<CopyStatus> Copies)> _hosts = [];

    /// <summary>Whether an instance's agent says nothing.</summary>
    public Func<InstanceId, bool> IsSilent { get; set; } = static _ => false;

    /// <summary>The latest answer to each instance.</summary>
    public Dictionary<InstanceId, AgentAnswer> Answers { get; } = [];

    /// <summary>Has slots be told by agents, not by the simulated hosts.</summary>
    public static Action<Microsoft.Extensions.DependencyInjection.IServiceCollection> Replace { get; } = static services =>
        Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<Autoscaler.Cloud.Copies.ICopyHost>(
            services, static provider => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<AgentDesk>(provider));

    /// <summary>Lets time pass; every five seconds each running instance's agent speaks.</summary>
    public void RunFor(TimeSpan duration)
    {
        for (var passed = TimeSpan.Zero; passed < duration; passed += TimeSpan.FromSeconds(5))
        {
            fleet.RunFor(TimeSpan.FromSeconds(5));
            SpeakAll();
        }
    }

    public void Await(string what, TimeSpan limit, Func<bool> holds)
    {
        for (var passed = TimeSpan.Zero; !holds(); passed += TimeSpan.FromSeconds(5))
        {
            Assert.True(passed < limit, $"At {fleet.Now:O}, after {limit}: expected that {what}.");
            RunFor(TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>One report of an instance, as its slot takes it.</summary>
    public AgentAnswer Say(SlotId slot, AgentReport report) =>
        fleet.Fleet.Host.Run(() => fleet.Fleet.Host.Grains.GetGrain<IInstanceSlotGrain>(slot.ToString()).HearAsync(report, CancellationToken.None));

    private void SpeakAll()
    {
        foreach (var slot in fleet.Holding(Specs.A).Where(slot => slot.Instance is { } instance && slot.Phase is SlotPhase.Running or SlotPhase.Draining && !IsSilent(instance)))
        {
            var instance = slot.Instance!.Value;
            var host = _hosts.GetValueOrDefault(instance, (Sequence: 0, Copies: []));
            var answer = Say(slot.Slot, new AgentReport
            {
                Kind = AgentReportKind.Heartbeat, Generation = slot.Generation, Instance = instance, Sequence = host.Sequence + 1, Copies = host.Copies,
            });
            Answers[instance] = answer;
            _hosts[instance] = (host.Sequence + 1, [.. answer.Orders.Aggregate(host.Copies, Follow).OrderBy(static copy => copy.Id)]);
        }
    }

    private ImmutableArray<CopyStatus> Follow(ImmutableArray<CopyStatus> copies, AgentOrder order)
    {
        var phase = order.Goal switch { AgentGoal.Run => CopyPhase.Ready, AgentGoal.Drain => CopyPhase.Stopped, _ => CopyPhase.Stopped };
        return
        [
            .. copies.Where(copy => copy.Id != order.Copy),
            new CopyStatus { Id = order.Copy, Phase = phase, PhaseEnteredAt = fleet.Now, ReadyAt = phase == CopyPhase.Ready ? fleet.Now : null },
        ];
    }
}
