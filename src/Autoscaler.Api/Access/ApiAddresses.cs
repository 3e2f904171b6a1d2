namespace Autoscaler.Api.Access;

/// <summary>The addresses that are the API's, whatever else a host serves.</summary>
internal static class ApiAddresses
{
    /// <summary>Where the routes are.</summary>
    public const string Routes = "/v1";

    /// <summary>Where they are described.</summary>
    public const string Descriptions = "/openapi";

    /// <summary>Whether an address is one of them.</summary>
    public static bool Contain(PathString path) =>
        path.StartsWithSegments(Routes, StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments(Descriptions, StringComparison.OrdinalIgnoreCase);
}
