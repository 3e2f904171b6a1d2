namespace Autoscaler.SiloHost.Cluster;

/// <summary>The Azure table of members: a connection string, or an endpoint with the credential of the environment.</summary>
internal sealed record AzureTableOptions
{
    /// <summary>A connection string with a key, a secret; null, the default, uses <see cref="Endpoint"/>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The table service, as https://ACCOUNT.table.core.windows.net; null, the default, uses <see cref="ConnectionString"/>.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The client id of a user-assigned managed identity; null, the default, is the environment's own identity. With <see cref="Endpoint"/> only.</summary>
    public string? ManagedIdentityClientId { get; init; }

    /// <summary>The table, 3 to 63 letters and digits, a letter first. Default AutoscalerSilos.</summary>
    public string TableName { get; init; } = "AutoscalerSilos";
}
