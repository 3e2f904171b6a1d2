using Autoscaler.Contracts.History;

namespace Autoscaler.Journal.Sqlite;

/// <summary>Tenants, endpoints and components by short numbers, which rows and indexes are made of.</summary>
internal sealed class NameTables(Statements statements)
{
    // Names that are remembered; behind that they are looked up again.
    private const int MaxRemembered = 250_000;

    private readonly Dictionary<EndpointId, (long Tenant, long Endpoint)> _endpoints = [];
    private readonly Dictionary<(long Endpoint, ComponentName Component), long> _series = [];

    public void Forget()
    {
        _endpoints.Clear();
        ForgetSeries();
    }

    public void ForgetSeries() => _series.Clear();

    /// <summary>A tenant's number; it gets one where it has none.</summary>
    public long TenantOf(TenantId tenant) =>
        statements.Number("SELECT id FROM tenants WHERE name = $1", tenant.Value)
        ?? statements.Number("INSERT INTO tenants (name) VALUES ($1) RETURNING id", tenant.Value)!.Value;

    /// <summary>An endpoint's number and its tenant's; they get them where they have none.</summary>
    public (long Tenant, long Endpoint) EndpointOf(EndpointId endpoint)
    {
        if (_endpoints.TryGetValue(endpoint, out var known))
        {
            return known;
        }

        if (_endpoints.Count >= MaxRemembered)
        {
            _endpoints.Clear();
        }

        var tenant = TenantOf(endpoint.Tenant);
        var id = Find(tenant, endpoint.Name)
            ?? statements.Number("INSERT INTO endpoints (tenant, name) VALUES ($1, $2) RETURNING id", tenant, endpoint.Name)!.Value;
        return _endpoints[endpoint] = (tenant, id);
    }

    /// <summary>The number of a component's demand; it gets one where it has none.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="component">The component.</param>
    /// <param name="hour">The hour that is written, until which the number is in use at least.</param>
    public long SeriesOf(EndpointId endpoint, ComponentName component, long hour)
    {
        var key = (EndpointOf(endpoint).Endpoint, component);
        if (_series.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_series.Count >= MaxRemembered)
        {
            _series.Clear();
        }

        var id = statements.Number("UPDATE series SET until = max(until, $3) WHERE endpoint = $1 AND component = $2 RETURNING id", key.Endpoint, component.Value, hour)
            ?? statements.Number("INSERT INTO series (endpoint, component, until) VALUES ($1, $2, $3) RETURNING id", key.Endpoint, component.Value, hour)!.Value;
        return _series[key] = id;
    }

    /// <summary>The numbers of an endpoint's demand, or of one of its components alone, by name.</summary>
    public List<(ComponentName Component, long Series)> Series(EndpointId endpoint, ComponentName? component)
    {
        var found = new List<(ComponentName, long)>();
        if (Find(HistoryScope.Of(endpoint)) is not { } id)
        {
            return found;
        }

        using var rows = statements.Query("SELECT component, id FROM series WHERE endpoint = $1 ORDER BY component", id);
        while (rows.Read())
        {
            var name = new ComponentName(rows.GetString(0));
            if (component is null || component == name)
            {
                found.Add((name, rows.GetInt64(1)));
            }
        }

        return found;
    }

    /// <summary>The number of a scope that is an endpoint or a tenant; null where nothing was written of it.</summary>
    public long? Find(HistoryScope scope) => scope.Tenant is { } tenant && statements.Number("SELECT id FROM tenants WHERE name = $1", tenant.Value) is { } id
        ? scope.Endpoint is { } name ? Find(id, name) : id
        : null;

    private long? Find(long tenant, string name) => statements.Number("SELECT id FROM endpoints WHERE tenant = $1 AND name = $2", tenant, name);
}
