using Autoscaler.Contracts.Agents;
using Autoscaler.Grains.Agents;
using Autoscaler.Grains.Tests.Kit;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Tests.Agents;

/// <summary>Whether many hosts are silent because nothing reaches the desk.</summary>
public class AgentDeskTests
{
    private static readonly InstanceId[] Hosts = [new("i-1"), new("i-2"), new("i-3")];

    private readonly ManualTime _time = new();
    private readonly AgentDesk _desk;

    public AgentDeskTests() => _desk = new AgentDesk(_time, Options.Create(new FleetOptions()));

    [Fact]
    public void IsDeaf_HostsThatSlotsAskFor_FellSilentTogether_IsTrue()
    {
        HearAll();
        PassAsking(TimeSpan.FromMinutes(5), Hosts);

        Assert.True(_desk.IsDeaf);
    }

    [Fact]
    public void IsDeaf_HostsThatWereLetGo_DoNotCount()
    {
        HearAll();
        PassAsking(TimeSpan.FromMinutes(5), Hosts[0]);

        Assert.False(_desk.IsDeaf);
    }

    [Fact]
    public void IsDeaf_OneOfThreeIsSilent_IsFalse()
    {
        HearAll();
        for (var i = 0; i < 10; i++)
        {
            PassAsking(TimeSpan.FromSeconds(30), Hosts);
            Hear(Hosts[1], i + 2);
            Hear(Hosts[2], i + 2);
        }

        Assert.False(_desk.IsDeaf);
    }

    private void HearAll()
    {
        foreach (var host in Hosts)
        {
            Hear(host, 1);
        }
    }

    private void Hear(InstanceId host, long sequence) =>
        _desk.Hear(Specs.A, new AgentReport { Kind = AgentReportKind.Heartbeat, Generation = 1, Instance = host, Sequence = sequence });

    // As slots do at each probe.
    private void PassAsking(TimeSpan time, params InstanceId[] hosts)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(30))
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            foreach (var host in hosts)
            {
                Assert.True(_desk.DescribeAsync(host, CancellationToken.None).IsCompletedSuccessfully);
            }
        }
    }
}
