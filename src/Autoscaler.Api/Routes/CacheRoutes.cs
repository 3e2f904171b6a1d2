using Autoscaler.Api.Calls;
using Autoscaler.Api.Problems;
using Autoscaler.Api.Views;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Documents.Requests;
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
        routes.MapPost($"{EndpointRoutes.One}/cache/prebuild", PrebuildAsync)
            .For(Role.Operator, "Has an image in the cache ahead of the spec that will name it, or tries a failed build again at once.").Takes<PrebuildRequest>()
            .Answers<CacheReport>(StatusCodes.Status202Accepted);
        routes.MapPost($"{EndpointRoutes.One}/cache/purge", PurgeAsync).For(Role.Admin, "Has one entry purged, with a receipt; it is built anew if it is wanted.").Takes<PurgeRequest>()
            .Answers<CacheReport>(StatusCodes.Status202Accepted);
        routes.MapGet($"{EndpointRoutes.One}/cache/receipts", GetReceiptsAsync)
            .For(Role.Viewer, "Receipts of purges, oldest first; they outlive the endpoint.").Answers<ReceiptList>();
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

    private static async Task<IResult> PrebuildAsync(ApiCall call)
    {
        var request = RequestBody.ValueOf(PrebuildDocument.Parse(await RequestBody.ReadAsync(call), RequestBody.Name));
        var view = await call.FindEndpointAsync();
        if (!await call.CacheGrain().PrebuildAsync(request.Image, call.Aborted))
        {
            throw new ProblemException(ProblemKind.Conflict, view.Phase == EndpointPhase.Deleting ? "The endpoint is being deleted." : "The cache holds as many prebuilt images as it may.");
        }

        return Answers.Json(await call.CacheGrain().GetReportAsync(0, call.Aborted), StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> PurgeAsync(ApiCall call)
    {
        var request = RequestBody.ValueOf(PurgeDocument.Parse(await RequestBody.ReadAsync(call), RequestBody.Name));
        await call.FindEndpointAsync();
        return await call.CacheGrain().PurgeEntryAsync(request.Content, call.Aborted)
            ? Answers.Json(await call.CacheGrain().GetReportAsync(0, call.Aborted), StatusCodes.Status202Accepted)
            : throw new ProblemException(ProblemKind.NotFound);
    }

    // Also of an endpoint that is gone: that is what receipts are for.
    private static async Task<IResult> GetReceiptsAsync(ApiCall call)
    {
        var receipts = await call.CacheGrain().GetReceiptsAsync(call.Aborted);
        return receipts.IsEmpty && (await call.EndpointGrain().GetViewAsync(call.Aborted)).Phase == EndpointPhase.Absent
            ? throw new ProblemException(ProblemKind.NotFound)
            : Answers.Json(new ReceiptList(receipts));
    }

    private static async Task<IResult> GetAsync(ApiCall call) => Answers.Json((await call.FindEndpointAsync()).Cache);

    private static async Task<IResult> GetEntryAsync(ApiCall call)
    {
        var digest = new ImageDigest(call.Text(RouteName.Digest));
        var cache = (await call.FindEndpointAsync()).Cache;
        return Answers.Json(cache.Entries.FirstOrDefault(entry => entry.Image == digest) ?? throw new ProblemException(ProblemKind.NotFound));
    }
}
