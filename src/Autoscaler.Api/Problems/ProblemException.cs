namespace Autoscaler.Api.Problems;

/// <summary>Ends a request with a problem, from wherever it is found.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Kind.Title)
{
    public ProblemException(ProblemKind kind, string? detail = null)
        : this(new Problem(kind, detail))
    {
    }

    /// <summary>What the caller is told.</summary>
    public Problem Problem { get; } = problem;
}
