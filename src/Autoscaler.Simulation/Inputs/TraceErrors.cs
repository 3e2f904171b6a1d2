namespace Autoscaler.Simulation.Inputs;

/// <summary>
/// Collects what is wrong with a trace: the first errors are kept, the others counted, so that a wrong file of a gigabyte gives one screen.
/// </summary>
internal sealed class TraceErrors(string file)
{
    private const int MaxKept = 20;

    private readonly ImmutableArray<InputError>.Builder _kept = ImmutableArray.CreateBuilder<InputError>();
    private long _omittedCount;

    /// <summary>Adds an error of a line; null means the whole line.</summary>
    public void Add(int line, int? column, string field, string expected, string found)
    {
        if (_kept.Count < MaxKept)
        {
            _kept.Add(new InputError(file, line, column, field, expected, found));
        }
        else
        {
            _omittedCount++;
        }
    }

    /// <summary>Throws where there are errors.</summary>
    public void ThrowIfAny()
    {
        if (_kept.Count > 0)
        {
            throw new InputException(_kept.ToImmutable(), _omittedCount);
        }
    }
}
