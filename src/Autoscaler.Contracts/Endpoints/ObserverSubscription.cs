namespace Autoscaler.Contracts.Endpoints;

/// <summary>What came of subscribing an observer.</summary>
/// <param name="Accepted">Whether it is subscribed now; false where the endpoint has as many observers as it takes.</param>
/// <param name="Lifetime">How long it stays so without being subscribed again.</param>
[GenerateSerializer, Alias("autoscaler.ObserverSubscription"), Immutable]
public sealed record ObserverSubscription([property: Id(0)] bool Accepted, [property: Id(1)] TimeSpan Lifetime);
