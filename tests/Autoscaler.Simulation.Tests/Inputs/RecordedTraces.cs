namespace Autoscaler.Simulation.Tests.Inputs;

/// <summary>The recorded traces, beside the repository; they are not part of it.</summary>
internal static class RecordedTraces
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "..", "shared", "traces"));
}

/// <summary>A test of recorded traces, skipped where they are absent.</summary>
public sealed class RecordedTracesFactAttribute : FactAttribute
{
    public RecordedTracesFactAttribute()
    {
        if (!Directory.Exists(RecordedTraces.Folder))
        {
            Skip = $"The recorded traces are absent: no folder {RecordedTraces.Folder}.";
        }
    }
}
