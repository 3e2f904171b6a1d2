using Autoscaler.Api.Problems;
using Autoscaler.Contracts.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Autoscaler.Api.Access;

/// <summary>
/// Stands before everything under the API's addresses, also those that are none: lets in whoever shows a key, as often as the key may; makes the calls that follow the
/// caller's; and has every refusal be a problem, whoever refused.
/// </summary>
internal sealed class ApiGate(RequestRate rate, IOptions<ApiOptions> options, FaultAnswers faults) : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!ApiAddresses.Contain(context.Request.Path))
        {
            await next(context);
            return;
        }

        try
        {
            await AdmitAsync(context, next);
            if (!context.Response.HasStarted && context.Response.ContentType is null && ProblemKind.OfStatus(context.Response.StatusCode) is { } kind)
            {
                await new Problem(kind).ExecuteAsync(context);
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer.
            context.Abort();
        }
        catch (Exception e)
        {
            // The last one to look at it: whatever it is, the caller gets a problem and no more.
            await RefuseAsync(context, e);
        }
    }

    private async Task AdmitAsync(HttpContext context, RequestDelegate next)
    {
        var body = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (body is { IsReadOnly: false })
        {
            body.MaxRequestBodySize = options.Value.MaxBodyBytes;
        }

        var result = await context.AuthenticateAsync(KeyAuthenticationHandler.SchemeName);
        if (result.Principal?.Identity is not KeyIdentity { Caller: { } caller })
        {
            await context.ChallengeAsync(KeyAuthenticationHandler.SchemeName);
            return;
        }

        if (rate.Take(caller) is { } refused)
        {
            await refused.ExecuteAsync(context);
            return;
        }

        context.User = result.Principal;
        context.Features.Set(caller);
        CallerContext.Set(caller.Caller);
        await next(context);
    }

    private async Task RefuseAsync(HttpContext context, Exception exception)
    {
        var problem = faults.Answer(context, exception);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        await problem.ExecuteAsync(context);
    }
}
