namespace Autoscaler.Cli.Server;

/// <summary>The addresses of the HTTP API.</summary>
internal static class ApiPaths
{
    public const string Root = "/v1";

    public static string Of(TenantId tenant) => $"{Root}/tenants/{Escape(tenant.Value)}";

    public static string Of(EndpointId endpoint) => $"{Of(endpoint.Tenant)}/endpoints/{Escape(endpoint.Name)}";

    public static string Of(EndpointId endpoint, ComponentName component) => $"{Of(endpoint)}/components/{Escape(component.Value)}";

    /// <summary>The keys of a tenant, or of the platform.</summary>
    public static string Keys(TenantId? tenant) => tenant is { } owner ? $"{Of(owner)}/keys" : $"{Root}/keys";

    /// <summary>A path with its query; parameters that are null are left out.</summary>
    public static string WithQuery(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new List<string>();
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
            {
                query.Add($"{name}={Escape(value)}");
            }
        }

        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    // Of an id that could not be read there is no text; it is refused before anybody is asked for it.
    public static string Escape(string? text) => Uri.EscapeDataString(text ?? string.Empty);
}
