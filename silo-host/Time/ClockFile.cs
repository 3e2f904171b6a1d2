using System.Text.Json;

namespace Autoscaler.SiloHost.Time;

/// <summary>
/// Remembers beside stored state when its clock began and how fast it ran, so that the next run's clock begins after anything that the state can hold: the simulated
/// time goes on at the old speed while the program is not there.
/// </summary>
internal sealed class ClockFile
{
    private const string Name = "clock.json";
    private const string UnfinishedSuffix = ".new";

    private readonly string _path;
    private readonly ClockStart _begun;

    private ClockFile(string path, ClockStart begun) => (_path, _begun) = (path, begun);

    /// <summary>When this run's clock begins, UTC.</summary>
    public DateTimeOffset Start => _begun.Simulated;

    /// <summary>Reads when a clock must begin; changes nothing.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read, or its clock has run out of years.</exception>
    public static ClockFile Open(string folder, double speed, TimeProvider time)
    {
        var path = Path.Combine(folder, Name);
        var now = time.GetUtcNow();
        return new ClockFile(path, new ClockStart(now, File.Exists(path) ? Read(path).At(now) : now, speed));
    }

    /// <summary>Remembers that this run's clock began.</summary>
    public void Remember()
    {
        // Written beside it and put in its place at once: whoever is killed in between leaves the old one.
        File.WriteAllText(_path + UnfinishedSuffix, JsonSerializer.Serialize(_begun));
        File.Move(_path + UnfinishedSuffix, _path, overwrite: true);
    }

    private static ClockStart Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ClockStart>(File.ReadAllText(path)) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: expected when the folder's clock began; found something else. Nothing was changed. Delete the folder to begin anew.", e);
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
