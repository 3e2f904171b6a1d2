namespace Autoscaler.Cloud.Aws.Access;

/// <summary>Refuses options with all that is wrong with them.</summary>
internal static class BrokenOptions
{
    /// <summary>Throws where there are errors.</summary>
    /// <param name="errors">What is wrong; empty where nothing is.</param>
    /// <param name="options">The parameter's name.</param>
    /// <exception cref="ArgumentException">There are errors; the message says each on a line of its own.</exception>
    public static void ThrowIfAny(ImmutableArray<string> errors, string options)
    {
        if (!errors.IsEmpty)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, errors), options);
        }
    }
}
