using Autoscaler.Api.Access;
using Autoscaler.Api.Problems;
using Autoscaler.Contracts.Clients;
using Autoscaler.Keys;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Autoscaler.Api.Agents;

/// <summary>Stands before the addresses of agents: an instance shows the token of its slot, and can speak for no other.</summary>
internal sealed class AgentGuard : IEndpointFilter
{
    private const string Bearer = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            if (Refusal(http) is { } problem)
            {
                return problem;
            }

            return await next(context);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            return http.RequestServices.GetRequiredService<FaultAnswers>().Answer(http, e);
        }
    }

    private static Problem? Refusal(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<ApiOptions>>().Value;
        if (options.AgentSecrets.Count == 0)
        {
            return new Problem(ProblemKind.NotFound);
        }

        var failures = http.RequestServices.GetRequiredService<FailedKeys>();
        var address = http.Connection.RemoteIpAddress;
        var text = http.Request.Headers.Authorization.ToString();
        var token = text.Length == 0 ? null : text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? text[Bearer.Length..].Trim() : string.Empty;

        // Instances may share an address: one that shows a good token is not slowed by another's bad one.
        if (options.AgentSecrets.Select(secret => SlotToken.Verify(secret, token)).FirstOrDefault(static known => known is not null) is { } slot)
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            {
                body.MaxRequestBodySize = options.MaxBodyBytes;
            }

            http.Features.Set(new SlotIdentity(slot));
            return null;
        }

        if (failures.SlowedFor(address) is { } wait)
        {
            return new Problem(ProblemKind.TooManyRequests, "Too many tokens from this address have failed.") { RetryAfter = wait };
        }

        failures.Add(address);
        http.Response.Headers[HeaderNames.WWWAuthenticate] = token is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        return new Problem(token is null ? ProblemKind.NoKey : ProblemKind.InvalidKey, "Expected the token of a slot, as its instance was given it.");
    }
}
