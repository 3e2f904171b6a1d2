using Autoscaler.Cloud.Instances;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Simulated.Instances;

/// <summary>Remembers the launches of a simulated cloud.</summary>
internal sealed class LaunchRecord
{
    private const int MaxEntries = 1_000_000;

    private readonly List<LaunchedInstance> _launched = [];
    private readonly List<LaunchMistake> _mistakes = [];

    public LaunchReading Read() => new([.. _launched], [.. _mistakes]);

    public void NoteLaunched(LaunchedInstance launched)
    {
        if (_launched.Count < MaxEntries)
        {
            _launched.Add(launched);
        }
    }

    /// <summary>A call was answered without a launch; only what no right caller asks is kept.</summary>
    public void NoteAnswered(LaunchRequest request, LaunchResult answer, DateTimeOffset now)
    {
        if (answer is LaunchResult.Rejected rejected && _mistakes.Count < MaxEntries)
        {
            _mistakes.Add(new LaunchMistake(now, request.Slot, request.Generation, rejected.Reason));
        }
    }
}
