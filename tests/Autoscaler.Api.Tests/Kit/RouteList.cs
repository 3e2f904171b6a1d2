using System.Globalization;
using Autoscaler.Api.Access;
using Autoscaler.Api.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api.Tests.Kit;

/// <summary>The routes that the API maps: tests go through them, so that none is forgotten.</summary>
internal static class RouteList
{
    private static readonly Lazy<ImmutableArray<MappedRoute>> Mapped = new(Read);

    public static ImmutableArray<MappedRoute> All => Mapped.Value;

    /// <summary>The route of that name.</summary>
    public static MappedRoute Find(string name) => All.Single(route => route.ToString() == name);

    private static ImmutableArray<MappedRoute> Read()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAutoscalerApi();
        var app = builder.Build();
        app.MapAutoscalerApi();
        return
        [
            .. ((IEndpointRouteBuilder)app).DataSources.SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()
                .Where(static endpoint => endpoint.Metadata.GetMetadata<RouteAccess>() is not null)
                .Select(static endpoint => new MappedRoute(
                    endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Single(),
                    endpoint.RoutePattern.RawText!,
                    endpoint.Metadata.GetRequiredMetadata<RouteAccess>(),
                    BodyExamples.For([.. endpoint.Metadata])?.ToJsonString())),
        ];
    }
}

/// <summary>A route that is mapped.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Pattern">Its address.</param>
/// <param name="Access">Who may use it.</param>
/// <param name="Body">A body for it; null where it takes none.</param>
internal sealed record MappedRoute(string Method, string Pattern, RouteAccess Access, string? Body)
{
    public bool NamesTenant => Pattern.Contains("{tenant}", StringComparison.Ordinal);

    /// <summary>The address of something.</summary>
    public string Path(string tenant, string endpoint, long number = 1) => Pattern
        .Replace("{tenant}", tenant, StringComparison.Ordinal)
        .Replace("{endpoint}", endpoint, StringComparison.Ordinal)
        .Replace("{component}", Specs.Component, StringComparison.Ordinal)
        .Replace("{ordinal}", "0", StringComparison.Ordinal)
        .Replace("{digest}", Specs.Digest, StringComparison.Ordinal)
        .Replace("{number}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{keyId}", "abcdefghijkl", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Pattern}";
}
