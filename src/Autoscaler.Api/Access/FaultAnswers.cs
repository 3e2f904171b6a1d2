using Autoscaler.Api.Problems;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Api.Access;

/// <summary>Answers exceptions: the caller gets a problem and no more, and a log gets what somebody must know of.</summary>
internal sealed partial class FaultAnswers(ILogger<FaultAnswers> logger)
{
    /// <summary>What the caller is told.</summary>
    /// <param name="context">The request.</param>
    /// <param name="exception">What ended it.</param>
    public Problem Answer(HttpContext context, Exception exception)
    {
        var problem = FaultProblems.Of(exception);
        if (problem.Kind == ProblemKind.Fault)
        {
            LogFault(context.Request.Method, context.GetEndpoint()?.DisplayName, exception);
        }
        else if (problem.Kind == ProblemKind.Unavailable)
        {
            LogUnavailable(context.Request.Method, context.GetEndpoint()?.DisplayName, exception);
        }

        return problem;
    }

    [LoggerMessage(LogLevel.Error, "{Method} of {Route} failed.")]
    private partial void LogFault(string method, string? route, Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Method} of {Route}: the grains could not be reached.")]
    private partial void LogUnavailable(string method, string? route, Exception exception);
}
