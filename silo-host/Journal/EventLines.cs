using Autoscaler.Contracts.Journal;
using Autoscaler.Documents;
using Autoscaler.SiloHost.Demo;

namespace Autoscaler.SiloHost.Journal;

/// <summary>Puts what happens into aligned lines: when, to whom, what, and why. Runs of holds are left out.</summary>
internal sealed class EventLines(JournalClock clock)
{
    private const int SubjectWidth = 12;

    private static readonly int EndpointWidth = DemoEndpoints.All.Max(static spec => spec.Id.ToString().Length);

    private readonly EventText _text = new(clock.Text, static endpoint => DemoEndpoints.All.FirstOrDefault(spec => spec.Id == endpoint));

    /// <summary>The lines of an event; none for what is left out.</summary>
    public IEnumerable<string> Of(FleetEvent happened) => PartsOf(happened)
        .Select(part => $"{clock.Text(happened.At)}  {happened.Endpoint.ToString().PadRight(EndpointWidth)}  {part.Subject.PadRight(SubjectWidth)}{part.What}");

    private IEnumerable<EventPart> PartsOf(FleetEvent happened) => happened switch
    {
        HoldsEnded => [],
        TrafficChanged traffic => [new("traffic", traffic.What)],
        _ => _text.PartsOf(happened),
    };
}
