namespace Autoscaler.Cli.Server;

/// <summary>A server did not do what it was asked, or could not be reached.</summary>
internal sealed class ProblemException(Problem problem, Exception? cause = null) : Exception(problem.ToString(), cause)
{
    public Problem Problem { get; } = problem;
}
