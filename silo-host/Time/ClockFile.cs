using System.Text.Json;

namespace Autoscaler.SiloHost.Time;

/// <summary>
/// Remembers beside stored state when its clock began and how fast it ran, so that the next run's clock begins after anything that the state can hold: the simulated
/// time goes on at the old speed while the program is not there.
/// </summary>
internal static class ClockFile
{
    private const string Name = "clock.json";
    private const string UnfinishedSuffix = ".new";

    /// <summary>When a clock must begin, UTC; remembers that it did.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read, or its clock has run out of years.</exception>
    public static DateTimeOffset Continue(string folder, double speed, TimeProvider time)
    {
        var path = Path.Combine(folder, Name);
        var now = time.GetUtcNow();
        var start = File.Exists(path) ? Read(path).At(now) : now;

        // Written beside it and put in its place at once: whoever is killed in between leaves the old one.
        File.WriteAllText(path + UnfinishedSuffix, JsonSerializer.Serialize(new ClockStart(now, start, speed)));
        File.Move(path + UnfinishedSuffix, path, overwrite: true);
        return start;
    }

    private static ClockStart Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ClockStart>(File.ReadAllText(path)) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: expected when the folder's clock began; found something else. Delete the folder to begin anew.", e);
        }
    }

    private sealed record ClockStart(DateTimeOffset Real, DateTimeOffset Simulated, double Speed)
    {
        public DateTimeOffset At(DateTimeOffset now)
        {
            try
            {
                return now > Real ? Simulated + ((now - Real) * Speed) : Simulated;
            }
            catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
            {
                throw new InvalidDataException($"{Name}: the folder's clock began at {Real:u} with speed {Speed} and has run out of years. Delete the folder to begin anew.", e);
            }
        }
    }
}
