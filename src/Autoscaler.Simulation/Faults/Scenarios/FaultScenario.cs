using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Simulation.Faults.Scenarios;

/// <summary>
/// What owners and users of seven endpoints do while things go wrong. The seed moves the times and the loads; by the end of the faults owners are done and traffic is
/// constant, at a level that calls for one number of copies whichever way it is come to.
/// </summary>
internal sealed class FaultScenario
{
    // Owners are done, and traffic has its last level, this share of the fault time before its end.
    private const double LastStepRatio = 0.8;

    private readonly SeededRandom _random;
    private readonly TimeSpan _faultTime;

    private FaultScenario(SeededRandom random, TimeSpan faultTime)
    {
        _random = random;
        _faultTime = faultTime;
        Endpoints = [Spiking(), Sharing(), Pair(), Deleted(), Reborn(), Changing(), Steered(), Shrinking()];
    }

    /// <summary>The endpoints, sorted.</summary>
    public ImmutableArray<ScenarioEndpoint> Endpoints { get => field; private init => field = [.. value.OrderBy(endpoint => endpoint.Id)]; }

    public static FaultScenario For(ulong seed, TimeSpan faultTime) => new(new RandomStreams(seed).Of("faults", "scenario"), faultTime);

    /// <summary>Steady traffic, then a spike, with a cache.</summary>
    private ScenarioEndpoint Spiking()
    {
        var id = EndpointId.Parse("acme/chat");
        var component = ScenarioSpecs.Component("llm", 'a', minCopies: 1, maxCopies: 6);
        var spike = At(0.2, 0.6);
        var traffic = new ComponentTraffic(component, [(TimeSpan.Zero, 1.5), (spike, 4.5), (spike + At(0.05, 0.15), 1.5), (At(LastStepRatio, LastStepRatio), 2.5)], 3);
        return new ScenarioEndpoint(id, [Put(At(0, 0.05), ScenarioSpecs.Endpoint(id, ScenarioSpecs.Small, component))], [traffic]);
    }

    /// <summary>Shares nothing with the one before but the digest of its image.</summary>
    private ScenarioEndpoint Sharing()
    {
        var id = EndpointId.Parse("globex/chat");
        var component = ScenarioSpecs.Component("llm", 'a', minCopies: 2, maxCopies: 4);
        var traffic = new ComponentTraffic(component, [(TimeSpan.Zero, 1.5), (At(0.3, 0.7), 3.5), (At(LastStepRatio, LastStepRatio), 1.5)], 2);
        return new ScenarioEndpoint(id, [Put(At(0, 0.1), ScenarioSpecs.Endpoint(id, ScenarioSpecs.Small, component))], [traffic]);
    }

    /// <summary>Two components that share instances.</summary>
    private ScenarioEndpoint Pair()
    {
        var id = EndpointId.Parse("acme/pair");
        var large = ScenarioSpecs.Component("answer", 'b', minCopies: 1, maxCopies: 4);
        var small = ScenarioSpecs.Component("rank", 'c', minCopies: 0, maxCopies: 4);
        var toAnswer = new ComponentTraffic(large, [(TimeSpan.Zero, 0.5), (At(0.2, 0.7), 2.5), (At(LastStepRatio, LastStepRatio), 1.5)], 2);
        var toRank = new ComponentTraffic(small, [(TimeSpan.Zero, 0.5), (At(0.1, 0.4), 3.5), (At(0.5, LastStepRatio), 0)], 0);
        return new ScenarioEndpoint(id, [Put(At(0, 0.1), ScenarioSpecs.Endpoint(id, ScenarioSpecs.Large, large, small))], [toAnswer, toRank]);
    }

    /// <summary>Deleted in the middle of it all.</summary>
    private ScenarioEndpoint Deleted()
    {
        var id = EndpointId.Parse("initech/doomed");
        var component = ScenarioSpecs.Component("llm", 'd', minCopies: 1, maxCopies: 4);
        var deletedAt = At(0.2, 0.7);
        var traffic = new ComponentTraffic(component, [(TimeSpan.Zero, 2.5), (deletedAt, 0)], 0);
        return new ScenarioEndpoint(id, [Put(At(0, 0.1), ScenarioSpecs.Endpoint(id, ScenarioSpecs.Small, component)), new OwnerStep.Delete(deletedAt)], [traffic]);
    }

    /// <summary>Deleted, and put again under the same name.</summary>
    private ScenarioEndpoint Reborn()
    {
        var id = EndpointId.Parse("initech/phoenix");
        var component = ScenarioSpecs.Component("llm", 'a', minCopies: 1, maxCopies: 4);
        var spec = ScenarioSpecs.Endpoint(id, ScenarioSpecs.Small, component);
        var deletedAt = At(0.2, 0.5);
        var traffic = new ComponentTraffic(component, [(TimeSpan.Zero, 1.5), (deletedAt, 0), (At(LastStepRatio, LastStepRatio), 1.5)], 2);
        return new ScenarioEndpoint(id, [Put(At(0, 0.1), spec), new OwnerStep.Delete(deletedAt), Put(deletedAt, spec)], [traffic]);
    }

    /// <summary>Gets another image midway.</summary>
    private ScenarioEndpoint Changing()
    {
        var id = EndpointId.Parse("globex/rolling");
        var component = ScenarioSpecs.Component("llm", 'e', minCopies: 1, maxCopies: 4);
        var before = ScenarioSpecs.Endpoint(id, ScenarioSpecs.Small, component);
        var after = before with { Components = [component with { Image = ScenarioSpecs.Image('f') }] };
        var traffic = new ComponentTraffic(component, [(TimeSpan.Zero, 1.5), (At(LastStepRatio, LastStepRatio), 2.5)], 3);
        return new ScenarioEndpoint(id, [Put(At(0, 0.1), before), Put(At(0.3, 0.6), after)], [traffic]);
    }

    /// <summary>Paused, set by hand up and down, and one of its components woken, while its demand changes.</summary>
    private ScenarioEndpoint Steered()
    {
        var id = EndpointId.Parse("acme/steered");
        var steady = ScenarioSpecs.Component("answer", 'b', minCopies: 1, maxCopies: 4);
        var sleeping = ScenarioSpecs.Component("translate", 'c', minCopies: 0, maxCopies: 4);
        var pausedAt = At(0.1, 0.25);
        ImmutableArray<OwnerStep> steps =
        [
            Put(At(0, 0.05), ScenarioSpecs.Endpoint(id, ScenarioSpecs.Large, steady, sleeping)),
            new OwnerStep.SetPaused(pausedAt, IsPaused: true),
            new OwnerStep.SetPaused(pausedAt + At(0.05, 0.15), IsPaused: false),
            new OwnerStep.Override(At(0.3, 0.5), steady.Name, 3, At(0.05, 0.2)),
            new OwnerStep.Activate(At(0.4, 0.6), sleeping.Name),
            new OwnerStep.Override(At(0.5, 0.7), steady.Name, 0, At(0.5, 0.6)),
            new OwnerStep.EndOverride(At(0.6, LastStepRatio), steady.Name),
            new OwnerStep.Override(At(0.7, LastStepRatio), steady.Name, 1, At(0.05, 0.1)),
        ];
        var toSteady = new ComponentTraffic(steady, [(TimeSpan.Zero, 0.5), (At(0.1, 0.6), 2.5), (At(LastStepRatio, LastStepRatio), 1.5)], 2);
        return new ScenarioEndpoint(id, steps, [toSteady, new ComponentTraffic(sleeping, [(TimeSpan.Zero, 0)], 0)]);
    }

    /// <summary>Loses one of its two components midway.</summary>
    private ScenarioEndpoint Shrinking()
    {
        var id = EndpointId.Parse("acme/shrinking");
        var stays = ScenarioSpecs.Component("stays", 'a', minCopies: 1, maxCopies: 3);
        var goes = ScenarioSpecs.Component("goes", 'f', minCopies: 1, maxCopies: 2);
        var removedAt = At(0.3, 0.6);
        var toStay = new ComponentTraffic(stays, [(TimeSpan.Zero, 1.5), (At(LastStepRatio, LastStepRatio), 1.5)], 2);
        var toGo = new ComponentTraffic(goes, [(TimeSpan.Zero, 0.5), (removedAt, 0)], 0);
        return new ScenarioEndpoint(
            id, [Put(At(0, 0.1), ScenarioSpecs.Endpoint(id, ScenarioSpecs.Large, stays, goes)), Put(removedAt, ScenarioSpecs.Endpoint(id, ScenarioSpecs.Large, stays))], [toStay, toGo]);
    }

    private static OwnerStep.Put Put(TimeSpan at, EndpointSpec spec) => new(at, spec);

    private TimeSpan At(double fromRatio, double toRatio) => _faultTime * (fromRatio + ((toRatio - fromRatio) * _random.NextDouble()));
}
