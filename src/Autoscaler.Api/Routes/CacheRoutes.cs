using Autoscaler.Api.Calls;
using Autoscaler.Api.Problems;
using Autoscaler.Api.Views;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Caching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api.Routes;

/// <summary>Caches and their entries, as their endpoints know them.</summary>
internal static class CacheRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/caches", ListAllAsync).For(Role.Viewer, "Caches of all endpoints that the key sees, so many a page.", Parameters.Limit, Parameters.AfterEndpoint, Parameters.Tenant)
            .Answers<CacheList>();
        routes.MapGet($"{EndpointRoutes.One}/cache", GetAsync).For(Role.Viewer, "An endpoint's cache.").Answers<CacheReport>();
        routes.MapGet($"{EndpointRoutes.One}/cache/entries/{{digest}}", GetEntryAsync).For(Role.Viewer, "An image in an endpoint's cache.").Answers<CacheEntryView>();
    }

    private static async Task<IResult> ListAllAsync(ApiCall call)
    {
        var caches = ImmutableArray.CreateBuilder<EndpointCache>();
        var next = await EndpointPages.ReadAsync(call, view =>
        {
            caches.Add(new EndpointCache(view.Id, view.Cache));
            return true;
        });
        return Answers.Json(new CacheList(caches.ToImmutable(), next));
    }

    private static async Task<IResult> GetAsync(ApiCall call) => Answers.Json((await call.FindEndpointAsync()).Cache);

    private static async Task<IResult> GetEntryAsync(ApiCall call)
    {
        var digest = new ImageDigest(call.Text(RouteName.Digest));
        var cache = (await call.FindEndpointAsync()).Cache;
        return Answers.Json(cache.Entries.FirstOrDefault(entry => entry.Image == digest) ?? throw new ProblemException(ProblemKind.NotFound));
    }
}
