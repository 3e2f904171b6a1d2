using Autoscaler.Api.Access;
using Autoscaler.Api.Calls;
using Autoscaler.Api.Problems;
using Autoscaler.Contracts.Access;
using Microsoft.AspNetCore.Builder;

namespace Autoscaler.Api.Routes;

/// <summary>Says of a route who may use it, what it understands and what it answers: what the guard enforces and the description tells is the same.</summary>
internal static class RouteExtensions
{
    // What every route may answer: the key, the role, the address, the rate, and faults.
    private static readonly ImmutableArray<int> Everywhere =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound,
        StatusCodes.Status406NotAcceptable, StatusCodes.Status429TooManyRequests, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable,
    ];

    private static readonly ImmutableArray<int> WithBody =
    [
        StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType,
        StatusCodes.Status422UnprocessableEntity,
    ];

    /// <summary>The route is for a role and those above it.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder route, Role role, string summary, params ImmutableArray<QueryParameter> query)
    {
        route.WithMetadata(new RouteAccess(role, IsOfPlatform: false), new RouteQuery(query)).WithSummary(summary);
        return route.Refuses(Everywhere);
    }

    /// <summary>The route exists for the platform's keys alone.</summary>
    public static RouteHandlerBuilder ForPlatform(this RouteHandlerBuilder route, Role role, string summary, params ImmutableArray<QueryParameter> query)
    {
        route.WithMetadata(new RouteAccess(role, IsOfPlatform: true), new RouteQuery(query)).WithSummary(summary);
        return route.Refuses(Everywhere);
    }

    /// <summary>The route answers a view.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, params ImmutableArray<int> statuses)
    {
        foreach (var status in statuses.IsEmpty ? [StatusCodes.Status200OK] : statuses)
        {
            route.Produces<T>(status, MediaTypes.Json);
        }

        return route;
    }

    /// <summary>The route answers a view as JSON, or in another form.</summary>
    public static RouteHandlerBuilder AnswersOrAs<T>(this RouteHandlerBuilder route, string mediaType) =>
        route.Produces<T>(StatusCodes.Status200OK, MediaTypes.Json, mediaType).WithMetadata(new RouteAnswers([MediaTypes.Json, mediaType]));

    /// <summary>The route takes a document, in JSON or in YAML.</summary>
    public static RouteHandlerBuilder TakesDocument<T>(this RouteHandlerBuilder route)
        where T : class => route.Accepts<T>(MediaTypes.Json, MediaTypes.Yaml).Refuses(WithBody);

    /// <summary>The route takes JSON.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route)
        where T : class => route.Accepts<T>(MediaTypes.Json).Refuses(WithBody);

    /// <summary>The route changes something from a version.</summary>
    public static RouteHandlerBuilder Conditional(this RouteHandlerBuilder route) => route.WithMetadata(new RouteCondition()).Refuses([StatusCodes.Status412PreconditionFailed]);

    /// <summary>The route may find that the state does not allow it.</summary>
    public static RouteHandlerBuilder Conflicts(this RouteHandlerBuilder route) => route.Refuses([StatusCodes.Status409Conflict]);

    private static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, ImmutableArray<int> statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<ProblemBody>(status, ProblemBody.MediaType);
        }

        return route;
    }
}
