namespace Autoscaler.Cloud.Aws.Kms;

/// <summary>Whose encryption key it is.</summary>
public enum KeyScope
{
    /// <summary>Each endpoint's own: a purge schedules its deletion, after which nothing that it encrypted can be read, wherever it lies.</summary>
    Endpoint,

    /// <summary>
    /// A tenant's, with a grant for each endpoint: a purge of an endpoint takes back the grant and deletes the snapshots, and the key stays, for the tenant's other
    /// endpoints need it. Nothing deletes it by itself: whoever removes a tenant schedules its deletion by its alias.
    /// </summary>
    Tenant,
}
