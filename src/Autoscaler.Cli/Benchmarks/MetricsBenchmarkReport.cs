namespace Autoscaler.Cli.Benchmarks;

/// <summary>What asking CloudWatch costs.</summary>
/// <param name="Endpoints">Endpoints, of one component and one metric each.</param>
/// <param name="CallsPerTick">Calls of GetMetricData that a tick takes.</param>
/// <param name="TickSeconds">What a tick's calls take, made at once as feeds make them; the median of some, over the machine's own network.</param>
/// <param name="BytesPerQuery">Bytes that the client allocates for a metric and its 15 samples.</param>
/// <param name="MonthlyUsd">What CloudWatch takes.</param>
/// <param name="Processors">Processors that the process may use, the server's part among them.</param>
internal sealed record MetricsBenchmarkReport(
    int Endpoints, int CallsPerTick, double TickSeconds, double BytesPerQuery, MonthlyMetricUsd MonthlyUsd, int Processors);

/// <summary>What CloudWatch takes a month at $0.01 for a thousand metrics.</summary>
/// <param name="Fixed">Each endpoint asked for at every tick of 10 s.</param>
/// <param name="Adaptive">By the default policy, where each endpoint gets the sample traffic once a day: forty minutes of it, and quiet for the rest.</param>
/// <param name="AdaptiveAlwaysUsed">By the default policy, where each gets it all day: it has no quiet period, so there is nothing to leave out.</param>
internal sealed record MonthlyMetricUsd(decimal Fixed, decimal Adaptive, decimal AdaptiveAlwaysUsed);
