using Autoscaler.Api.Calls;
using Autoscaler.Api.Views;
using Autoscaler.Contracts.Access;
using Autoscaler.Documents.Requests;
using Autoscaler.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api.Routes;

/// <summary>Keys of the platform, and of tenants.</summary>
internal static class KeyRoutes
{
    private const string OfPlatform = "/keys";
    private const string OfTenant = "/tenants/{tenant}/keys";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(OfPlatform, ListAsync).ForPlatform(Role.Admin, "The platform's keys.").Answers<KeyList>();
        routes.MapGet(OfTenant, ListAsync).For(Role.Admin, "A tenant's keys.").Answers<KeyList>();
        routes.MapPost(OfPlatform, CreateAsync).ForPlatform(Role.Admin, "Makes a key of the platform.").Takes<KeyRequest>().Answers<CreatedKey>(StatusCodes.Status201Created);
        routes.MapPost(OfTenant, CreateAsync).For(Role.Admin, "Makes a key of a tenant.").Takes<KeyRequest>().Answers<CreatedKey>(StatusCodes.Status201Created);
        routes.MapDelete($"{OfPlatform}/{{keyId}}", RevokeAsync).ForPlatform(Role.Admin, "Revokes a key of the platform.").Produces(StatusCodes.Status204NoContent);
        routes.MapDelete($"{OfTenant}/{{keyId}}", RevokeAsync).For(Role.Admin, "Revokes a key of a tenant.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(ApiCall call) => Answers.Json(new KeyList(await call.Keys(await RingAsync(call)).ListAsync(call.Aborted)));

    private static async Task<IResult> CreateAsync(ApiCall call)
    {
        var document = KeyRequestDocument.Parse(await RequestBody.ReadAsync(call), RequestBody.Name);
        var request = RequestBody.ValueOf(document);
        var result = await call.Keys(await RingAsync(call)).CreateAsync(request, call.Aborted);
        // A token must not be kept by whatever stands between.
        call.Http.Response.Headers.CacheControl = "no-store";
        return result is { Key: { } key, Token: { } token }
            ? Answers.Json(new CreatedKey(key, token), StatusCodes.Status201Created)
            : ChangeProblems.ProblemOf(result.Errors, document.Locate);
    }

    private static async Task<IResult> RevokeAsync(ApiCall call, KeyCheck keys)
    {
        var ring = await RingAsync(call);
        var id = call.Text(RouteName.KeyId);
        ChangeProblems.ThrowIfNotMade(await call.Keys(ring).RevokeAsync(id, call.Aborted));
        keys.Forget(ring, id);
        return TypedResults.NoContent();
    }

    // A tenant that is not there has no ring; asking one would make it.
    private static async Task<KeyRingId> RingAsync(ApiCall call)
    {
        if (!call.Http.Request.RouteValues.ContainsKey(RouteName.Tenant.Name))
        {
            return KeyRingId.Platform;
        }

        await call.FindTenantAsync();
        return new KeyRingId(call.Tenant);
    }
}
