using System.Globalization;

namespace Autoscaler.Documents;

/// <summary>A file or document cannot be used. The message lists what is wrong, one error a line.</summary>
public sealed class InputException : Exception
{
    /// <summary>With the errors found.</summary>
    /// <param name="errors">1 or more, in the order of the file.</param>
    /// <param name="omittedCount">Errors beyond those listed, 0 or more.</param>
    /// <param name="cause">The fault behind them, or null.</param>
    public InputException(ImmutableArray<InputError> errors, long omittedCount = 0, Exception? cause = null)
        : base(Describe(errors, omittedCount), cause)
    {
        Errors = errors;
        OmittedCount = omittedCount;
    }

    /// <summary>What is wrong, in the order of the file; 1 or more.</summary>
    public ImmutableArray<InputError> Errors { get; }

    /// <summary>Errors beyond <see cref="Errors"/> that were counted and not kept; 0 or more.</summary>
    public long OmittedCount { get; }

    /// <summary>The errors, one a line, without a stack.</summary>
    public override string ToString() => Message;

    private static string Describe(ImmutableArray<InputError> errors, long omittedCount)
    {
        ArgumentOutOfRangeException.ThrowIfZero(errors.Length, nameof(errors));
        var lines = errors.Select(error => error.ToString());
        return string.Join(
            '\n', omittedCount == 0 ? lines : lines.Append(string.Create(CultureInfo.InvariantCulture, $"and {omittedCount:#,0} more")));
    }
}
