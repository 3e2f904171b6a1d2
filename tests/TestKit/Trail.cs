namespace Autoscaler.TestKit;

/// <summary>Writes and calls to the cloud, in their order.</summary>
public sealed class Trail
{
    private readonly List<string> _steps = [];

    public IReadOnlyList<string> Steps => _steps;

    public void Add(string step) => _steps.Add(step);

    public void Clear() => _steps.Clear();
}
