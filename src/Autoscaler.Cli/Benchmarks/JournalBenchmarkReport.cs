namespace Autoscaler.Cli.Benchmarks;

/// <summary>What the journal costs.</summary>
/// <param name="Endpoints">Endpoints, of one component each, with a tick each 10 s and traffic that is never twice the same.</param>
/// <param name="PointsPerSecond">Points of demand taken and written, two a tick, with all that belongs to it: minutes to the disk, hours folded, old ones let go.</param>
/// <param name="EventsPerSecond">Events written, in batches of 500: nine runs of holds to one decision with a placement and a launch.</param>
/// <param name="ChangesPerSecond">Changes written, each on the disk before the next.</param>
/// <param name="FineBytesPerEndpoint">Pages of the file that 3 h of steps of 10 s take.</param>
/// <param name="CoarseBytesPerEndpointDay">Pages of the file that a day of steps of 1 min takes.</param>
/// <param name="BytesPerEvent">Pages of the file that an event takes, with its places in the indexes.</param>
/// <param name="PageMilliseconds">What reading takes.</param>
/// <param name="MemoryBytesPerEndpoint">Heap that the store holds, for minutes that are not written yet and for names.</param>
/// <param name="Processors">Processors that the process may use.</param>
internal sealed record JournalBenchmarkReport(
    int Endpoints,
    double PointsPerSecond,
    double EventsPerSecond,
    double ChangesPerSecond,
    double FineBytesPerEndpoint,
    double CoarseBytesPerEndpointDay,
    double BytesPerEvent,
    JournalPageMilliseconds PageMilliseconds,
    double MemoryBytesPerEndpoint,
    int Processors);

/// <summary>Medians of reads, each of another endpoint.</summary>
/// <param name="Events">100 events of one endpoint among all.</param>
/// <param name="Fine">3 h of an endpoint in steps of 10 s.</param>
/// <param name="Coarse">15 days of an endpoint in steps of 1 min.</param>
internal sealed record JournalPageMilliseconds(double Events, double Fine, double Coarse);
