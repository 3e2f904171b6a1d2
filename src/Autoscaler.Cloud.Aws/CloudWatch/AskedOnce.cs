using Autoscaler.Cloud.Metrics;
using Autoscaler.Contracts.Demand;

namespace Autoscaler.Cloud.Aws.CloudWatch;

/// <summary>Queries without those that are there already: each metric that is asked for is paid for.</summary>
/// <param name="Queries">Each once.</param>
/// <param name="Places">For each query asked, its place among them; default where none was there twice.</param>
internal readonly record struct AskedOnce(ImmutableArray<MetricQuery> Queries, ImmutableArray<int> Places)
{
    /// <summary>Of these queries.</summary>
    public static AskedOnce Of(ImmutableArray<MetricQuery> queries)
    {
        if (IsSorted(queries))
        {
            return new AskedOnce(queries, default);
        }

        var places = new Dictionary<MetricQuery, int>(queries.Length);
        var all = queries.Select(query => places.TryGetValue(query, out var place) ? place : places[query] = places.Count).ToImmutableArray();
        return places.Count == queries.Length
            ? new AskedOnce(queries, default)
            : new AskedOnce([.. places.OrderBy(static place => place.Value).Select(static place => place.Key)], all);
    }

    /// <summary>An answer to each query asked from an answer to each once.</summary>
    public ImmutableArray<ImmutableArray<DemandSample>> Spread(ImmutableArray<ImmutableArray<DemandSample>> samples) =>
        Places.IsDefault ? samples : [.. Places.Select(place => samples[place])];

    // As feeds ask: by endpoint, and few components in one.
    private static bool IsSorted(ImmutableArray<MetricQuery> queries)
    {
        for (var i = 1; i < queries.Length; i++)
        {
            var order = queries[i - 1].Endpoint.CompareTo(queries[i].Endpoint);
            if (order > 0 || (order == 0 && queries[i - 1].Component.CompareTo(queries[i].Component) >= 0))
            {
                return false;
            }
        }

        return true;
    }
}
