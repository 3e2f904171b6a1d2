using Autoscaler.Api.Calls;
using Autoscaler.Api.Views;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Tenants;
using Autoscaler.Documents.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api.Routes;

/// <summary>Tenants.</summary>
internal static class TenantRoutes
{
    private const string One = "/tenants/{tenant}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tenants", ListAsync).For(Role.Viewer, "Tenants; of a tenant's key, its own.", Parameters.Limit, Parameters.AfterTenant).Answers<TenantList>();
        routes.MapGet(One, GetAsync).For(Role.Viewer, "A tenant.").Answers<TenantView>();
        routes.MapPut(One, PutAsync).ForPlatform(Role.Admin, "Makes a tenant, or changes what it may have.").Takes<TenantSpec>().Conditional()
            .Answers<TenantView>(StatusCodes.Status200OK, StatusCodes.Status201Created);
        routes.MapDelete(One, DeleteAsync).ForPlatform(Role.Admin, "Removes a tenant that has no endpoints, and its keys.").Conditional().Conflicts()
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(ApiCall call)
    {
        var after = call.Query(Parameters.AfterTenant);
        if (call.Subject is { } own)
        {
            var view = await call.TenantGrain(own).GetViewAsync(call.Aborted);
            return Answers.Json(new TenantList(view.Exists && (after is not { } last || last.CompareTo(own) < 0) ? [view] : [], null));
        }

        var page = await call.Directory().ListTenantsAsync(after, call.Query(Parameters.Limit, Parameters.DefaultLimit), call.Aborted);
        return Answers.Json(new TenantList(page.Tenants, page.HasMore && !page.Tenants.IsEmpty ? page.Tenants[^1].Id.Value : null));
    }

    private static async Task<IResult> GetAsync(ApiCall call) => Answers.Tenant(call, await call.FindTenantAsync());

    private static async Task<IResult> PutAsync(ApiCall call)
    {
        var condition = Preconditions.Read(call.Http.Request);
        var document = TenantDocument.Parse(await RequestBody.ReadAsync(call), RequestBody.Name);
        var result = await call.TenantGrain(call.Tenant).PutAsync(RequestBody.ValueOf(document), condition, call.Aborted);
        ChangeProblems.ThrowIfNotMade(result, document.Locate);
        var status = result.Outcome == WriteOutcome.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        return Answers.Tenant(call, await call.TenantGrain(call.Tenant).GetViewAsync(call.Aborted), status);
    }

    private static async Task<IResult> DeleteAsync(ApiCall call)
    {
        ChangeProblems.ThrowIfNotMade(await call.TenantGrain(call.Tenant).DeleteAsync(Preconditions.Read(call.Http.Request), call.Aborted));
        return TypedResults.NoContent();
    }
}
