using Autoscaler.SiloHost.Tests.Kit;
using Autoscaler.SiloHost.Time;

namespace Autoscaler.SiloHost.Tests.Time;

public sealed class ClockFileTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("silo-host-clock").FullName;
    private readonly ManualTime _real = new(Now);

    [Fact]
    public void Continue_ANewFolder_BeginsNow() => Assert.Equal(Now, Continue(30));

    [Fact]
    public void Continue_AFolderOfAFasterRun_BeginsAfterAnythingThatItHolds()
    {
        Continue(3600);
        _real.Advance(TimeSpan.FromSeconds(10));
        var lastSeen = Now.AddHours(10);

        var second = Continue(1);
        _real.Advance(TimeSpan.FromSeconds(5));
        var third = Continue(1);

        Assert.Equal(lastSeen, second);
        Assert.Equal(lastSeen.AddSeconds(5), third);
    }

    [Fact]
    public void Continue_AFileOfSomethingElse_SaysWhatToDo()
    {
        File.WriteAllText(Path.Combine(_folder, "clock.json"), "[");

        var refused = Assert.Throws<InvalidDataException>(() => ClockFile.Open(_folder, 30, _real));

        Assert.Contains("Delete the folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ARunThatNeverBegan_ChangesNothing()
    {
        Continue(30);
        var before = File.ReadAllText(Path.Combine(_folder, "clock.json"));
        _real.Advance(TimeSpan.FromSeconds(10));

        ClockFile.Open(_folder, 60, _real);

        Assert.Equal(before, File.ReadAllText(Path.Combine(_folder, "clock.json")));
    }

    private DateTimeOffset Continue(double speed)
    {
        var file = ClockFile.Open(_folder, speed, _real);
        file.Remember();
        return file.Start;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
