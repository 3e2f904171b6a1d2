using Autoscaler.Api.Calls;
using Autoscaler.Api.Views;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api.Routes;

/// <summary>Endpoints, their specs, and whether they scale.</summary>
internal static class EndpointRoutes
{
    /// <summary>The address of one.</summary>
    public const string One = "/tenants/{tenant}/endpoints/{endpoint}";

    private static readonly ImmutableArray<QueryParameter> ListQuery = [Parameters.Limit, Parameters.AfterEndpoint, Parameters.Name, Parameters.Phase];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/endpoints", ListAllAsync).For(Role.Viewer, "Endpoints of all tenants; of a tenant's key, its own.", ListQuery).Answers<EndpointList>();
        routes.MapGet("/tenants/{tenant}/endpoints", ListOfTenantAsync).For(Role.Viewer, "A tenant's endpoints.", ListQuery).Answers<EndpointList>();
        routes.MapGet(One, GetAsync).For(Role.Viewer, "An endpoint as it is now.").Answers<EndpointView>();
        routes.MapPut(One, PutAsync).For(Role.Operator, "Makes an endpoint, or replaces its spec.").TakesDocument<EndpointSpec>().Conditional()
            .Answers<EndpointView>(StatusCodes.Status200OK, StatusCodes.Status201Created);
        routes.MapDelete(One, DeleteAsync).For(Role.Admin, "Begins the deletion: copies drain, instances go, the cache is purged.").Conditional()
            .Answers<EndpointView>(StatusCodes.Status202Accepted);
        routes.MapGet($"{One}/spec", GetSpecAsync).For(Role.Viewer, "The spec alone.").AnswersOrAs<EndpointSpec>(MediaTypes.Yaml);
        routes.MapPost($"{One}/pause", PauseAsync).For(Role.Operator, "Pauses scaling.").Conflicts().Answers<EndpointView>();
        routes.MapPost($"{One}/resume", ResumeAsync).For(Role.Operator, "Resumes scaling.").Conflicts().Answers<EndpointView>();
    }

    /// <summary>The endpoints of a page, of whomever the request is about.</summary>
    public static Task<EndpointPage> PageAsync(ApiCall call, EndpointQuery query) => call.Subject is { } tenant
        ? call.TenantGrain(tenant).ListEndpointsAsync(query, call.Aborted)
        : call.Directory().ListEndpointsAsync(query, call.Aborted);

    private static async Task<IResult> ListAllAsync(ApiCall call) => Answers.Json(EndpointList.Of(await PageAsync(call, QueryOf(call))));

    private static async Task<IResult> ListOfTenantAsync(ApiCall call)
    {
        await call.FindTenantAsync();
        return await ListAllAsync(call);
    }

    private static EndpointQuery QueryOf(ApiCall call) => new(
        call.Query(Parameters.AfterEndpoint), call.Query(Parameters.Limit, Parameters.DefaultLimit), call.Query(Parameters.Name), call.Query(Parameters.Phase));

    private static async Task<IResult> GetAsync(ApiCall call) => Answers.Endpoint(call, await call.FindEndpointAsync());

    private static async Task<IResult> PutAsync(ApiCall call)
    {
        var condition = Preconditions.Read(call.Http.Request);
        var document = EndpointDocument.Parse(await RequestBody.ReadAsync(call), RequestBody.Name, RequestBody.SyntaxOf(call.Http.Request), call.Endpoint);
        var result = await call.EndpointGrain().PutAsync(RequestBody.ValueOf(document), condition, call.Aborted);
        ChangeProblems.ThrowIfNotMade(result, document.Locate);
        var status = result.Outcome == WriteOutcome.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        return Answers.Endpoint(call, await call.EndpointGrain().GetViewAsync(call.Aborted), status);
    }

    private static async Task<IResult> DeleteAsync(ApiCall call)
    {
        ChangeProblems.ThrowIfNotMade(await call.EndpointGrain().DeleteAsync(Preconditions.Read(call.Http.Request), call.Aborted));
        return Answers.Endpoint(call, await call.EndpointGrain().GetViewAsync(call.Aborted), StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> GetSpecAsync(ApiCall call)
    {
        var view = await call.FindEndpointAsync();
        return Answers.Document(call, view.Spec!, EndpointDocument.WriteYaml, view.Version);
    }

    private static Task<IResult> PauseAsync(ApiCall call) => SetPausedAsync(call, isPaused: true);

    private static Task<IResult> ResumeAsync(ApiCall call) => SetPausedAsync(call, isPaused: false);

    private static async Task<IResult> SetPausedAsync(ApiCall call, bool isPaused)
    {
        await call.FindEndpointAsync();
        ChangeProblems.ThrowIfNotMade(await call.EndpointGrain().SetPausedAsync(isPaused, call.Aborted));
        return Answers.Endpoint(call, await call.EndpointGrain().GetViewAsync(call.Aborted));
    }
}
