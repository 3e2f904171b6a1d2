using Autoscaler.Api.Activations;
using Autoscaler.Api.Calls;
using Autoscaler.Api.Views;
using Autoscaler.Contracts.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api.Routes;

/// <summary>Activation of components that may have gone to zero.</summary>
internal static class ActivationRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost($"{ComponentRoutes.One}/activate", ActivateAsync)
        .For(Role.Operator, "Asks for a copy, and waits until one serves or the time is over.", Parameters.Wait)
        .Answers<ActivatedComponent>();

    private static async Task<IResult> ActivateAsync(ApiCall call, ActivationWait waiting)
    {
        var ready = await waiting.RunAsync(call.EndpointGrain(), call.Tenant, call.Component, call.Query(Parameters.Wait, TimeSpan.Zero), call.Aborted);
        return Answers.Json(new ActivatedComponent(ready));
    }
}
