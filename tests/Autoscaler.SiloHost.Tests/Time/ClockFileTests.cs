using Autoscaler.SiloHost.Tests.Kit;
using Autoscaler.SiloHost.Time;

namespace Autoscaler.SiloHost.Tests.Time;

public sealed class ClockFileTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("silo-host-clock").FullName;
    private readonly ManualTime _real = new(Now);

    [Fact]
    public void Continue_ANewFolder_BeginsNow() => Assert.Equal(Now, ClockFile.Continue(_folder, 30, _real));

    [Fact]
    public void Continue_AFolderOfAFasterRun_BeginsAfterAnythingThatItHolds()
    {
        ClockFile.Continue(_folder, 3600, _real);
        _real.Advance(TimeSpan.FromSeconds(10));
        var lastSeen = Now.AddHours(10);

        var second = ClockFile.Continue(_folder, 1, _real);
        _real.Advance(TimeSpan.FromSeconds(5));
        var third = ClockFile.Continue(_folder, 1, _real);

        Assert.Equal(lastSeen, second);
        Assert.Equal(lastSeen.AddSeconds(5), third);
    }

    [Fact]
    public void Continue_AFileOfSomethingElse_SaysWhatToDo()
    {
        File.WriteAllText(Path.Combine(_folder, "clock.json"), "[");

        var refused = Assert.Throws<InvalidDataException>(() => ClockFile.Continue(_folder, 30, _real));

        Assert.Contains("Delete the folder", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
