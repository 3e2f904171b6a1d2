namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>What became of a component's requests so far. Arrived is done and lost and in flight and queued.</summary>
/// <param name="Arrived">Requests that came.</param>
/// <param name="Done">Requests answered.</param>
/// <param name="Lost">Requests cut twice and not answered.</param>
/// <param name="InFlight">Requests being answered.</param>
/// <param name="Queued">Requests waiting for a copy.</param>
/// <param name="Interrupted">Requests cut by the end of their copy; each went back to the head of the queue once.</param>
public readonly record struct TrafficTotals(double Arrived, double Done, double Lost, double InFlight, double Queued, double Interrupted);
