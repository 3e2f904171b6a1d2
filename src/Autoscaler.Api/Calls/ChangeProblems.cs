using Autoscaler.Api.Problems;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Documents;

namespace Autoscaler.Api.Calls;

/// <summary>What a caller is told of a change that was not made.</summary>
internal static class ChangeProblems
{
    // Fields by which grains name the thing itself: nothing is wrong with the body then, but with how things stand.
    private static readonly ImmutableArray<string> OfState = ["id", "tenant", "component", "keys"];

    /// <summary>Lets a change that was made pass.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="locate">Finds the place in the body of an error; null where there is no body.</param>
    /// <exception cref="ProblemException">It was not made.</exception>
    public static void ThrowIfNotMade(ChangeResult result, Func<SpecError, InputError>? locate = null)
    {
        switch (result.Outcome)
        {
            case WriteOutcome.Conflict:
                throw new ProblemException(result.Version > 0
                    ? new Problem(ProblemKind.VersionConflict, $"The version is {result.Version}.") { Version = result.Version }
                    : new Problem(ProblemKind.VersionConflict, "There is nothing."));
            case WriteOutcome.Absent:
                throw new ProblemException(ProblemKind.NotFound);
            case WriteOutcome.Refused:
                throw new ProblemException(ProblemOf(result.Errors, locate));
            default:
                return;
        }
    }

    /// <summary>The problem of what a grain refused.</summary>
    public static Problem ProblemOf(ImmutableArray<SpecError> errors, Func<SpecError, InputError>? locate)
    {
        var isOfState = errors.All(static error => OfState.Contains(error.Field));
        return new Problem(isOfState ? ProblemKind.Conflict : ProblemKind.InvalidSpec)
        {
            Errors = [.. errors.Select(error => locate?.Invoke(error) is { } found
                ? new FieldError(found.Field, found.Line, found.Column, found.Expected, found.Found)
                : FieldError.Outside(error.Field, error.Expected, error.Found))],
        };
    }
}
