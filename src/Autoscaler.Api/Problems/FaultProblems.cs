using Autoscaler.Contracts.Access;
using Orleans.Runtime;

namespace Autoscaler.Api.Problems;

/// <summary>What a caller is told of an exception: never its text.</summary>
internal static class FaultProblems
{
    private static readonly TimeSpan SiloRetry = TimeSpan.FromSeconds(2);

    /// <summary>The problem; its kind is <see cref="ProblemKind.Fault"/> for whatever nobody expected.</summary>
    public static Problem Of(Exception exception) => exception switch
    {
        ProblemException refused => refused.Problem,
        AccessDeniedException { Denial: AccessDenial.RoleTooLow } => new Problem(ProblemKind.RoleTooLow),
        AccessDeniedException => new Problem(ProblemKind.NotFound),
        BadHttpRequestException bad => new Problem(ProblemKind.OfStatus(bad.StatusCode) ?? ProblemKind.InvalidRequest),
        OrleansMessageRejectionException or ClientNotAvailableException or TimeoutException => new Problem(ProblemKind.Unavailable) { RetryAfter = SiloRetry },
        _ => new Problem(ProblemKind.Fault),
    };
}
