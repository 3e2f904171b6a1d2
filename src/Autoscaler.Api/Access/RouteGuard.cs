using Autoscaler.Api.Calls;
using Autoscaler.Api.Problems;
using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.Api.Access;

/// <summary>
/// Stands before each route: what its address names must be a name, and something that exists for the caller; the caller must have the role; the query must be one that the
/// route understands. In this order, so that nobody learns of what is not theirs. No grain is asked.
/// </summary>
internal sealed class RouteGuard : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var caller = http.Features.Get<ApiCaller>() ?? throw new InvalidOperationException("A request came by the gate; the API's middleware is missing from the host's pipeline.");
        var route = http.GetEndpoint()!.Metadata;
        if (Refusal(http, caller, route) is { } problem)
        {
            return problem;
        }

        try
        {
            return await next(context);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            // Here, though the gate would do it too: a web host in development has a page for exceptions between them, and it shows stacks to callers.
            return http.RequestServices.GetRequiredService<FaultAnswers>().Answer(http, e);
        }
    }

    private static Problem? Refusal(HttpContext http, ApiCaller caller, EndpointMetadataCollection route)
    {
        var access = route.GetRequiredMetadata<RouteAccess>();
        if (!NamesAreValid(http) || !Exists(http, caller, access))
        {
            return new Problem(ProblemKind.NotFound);
        }

        if (caller.Caller.Role < access.Role)
        {
            return new Problem(ProblemKind.RoleTooLow, $"Expected a key with the role {Word(access.Role)}; found {Word(caller.Caller.Role)}.");
        }

        var errors = QueryErrors(http.Request.Query, route.GetMetadata<RouteQuery>()?.Parameters ?? []);
        if (!errors.IsEmpty)
        {
            return Problem.InvalidRequest(errors);
        }

        var offered = route.GetMetadata<RouteAnswers>()?.MediaTypes ?? [MediaTypes.Json];
        return MediaTypes.Choose(http.Request.Headers.Accept, [.. offered, ProblemBody.MediaType]) is null
            ? new Problem(ProblemKind.NotAcceptable, $"Expected one of {string.Join(", ", offered)}.")
            : null;
    }

    private static bool NamesAreValid(HttpContext http) => http.Request.RouteValues.All(static value =>
        RouteName.Find(value.Key) is not { } name || (value.Value is string text && name.IsValid(text)));

    private static bool Exists(HttpContext http, ApiCaller caller, RouteAccess access) =>
        caller.Caller.Tenant is not { } own
        || (!access.IsOfPlatform && (!http.Request.RouteValues.TryGetValue(RouteName.Tenant.Name, out var tenant) || (string?)tenant == own.Value));

    private static ImmutableArray<FieldError> QueryErrors(IQueryCollection query, ImmutableArray<QueryParameter> parameters)
    {
        var known = parameters.IsEmpty ? "no parameter" : $"one of the parameters {string.Join(", ", parameters.Select(static parameter => parameter.Name))}";
        return
        [
            .. parameters.Select(parameter => parameter.Check(query)).OfType<FieldError>(),
            .. query.Keys.Where(key => !parameters.Any(parameter => parameter.Name == key)).Select(key => FieldError.Outside("query", known, $"'{key}'")),
        ];
    }

    private static string Word(Contracts.Access.Role role) => role.ToString().ToLowerInvariant();
}
