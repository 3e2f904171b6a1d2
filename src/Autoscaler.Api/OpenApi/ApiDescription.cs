using Microsoft.AspNetCore.OpenApi;

namespace Autoscaler.Api.OpenApi;

/// <summary>The description of the API's routes.</summary>
internal static class ApiDescription
{
    /// <summary>The document's name, and the API's version.</summary>
    public const string Name = "v1";

    public static void Configure(OpenApiOptions options)
    {
        // Whatever else a host serves is not this API's.
        options.ShouldInclude = static description => description.RelativePath?.StartsWith($"{Name}/", StringComparison.Ordinal) == true;
    }
}
