using Autoscaler.SiloHost.Options;

namespace Autoscaler.SiloHost.Tests;

public sealed class StateFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("state-folder");

    [Fact]
    public void Hold_FolderIsHeld_IsRefusedUntilItIsLetGo()
    {
        Assert.Null(StateFolder.TryHold(_folder.FullName, out var first));
        var refusal = StateFolder.TryHold(_folder.FullName, out var second);
        first!.Dispose();
        var afterwards = StateFolder.TryHold(_folder.FullName, out var third);
        third!.Dispose();

        Assert.Equal($"--data: expected a folder that no other process uses now; found '{_folder.FullName}'", refusal!.ToString());
        Assert.Null(second);
        Assert.Null(afterwards);
    }

    [Fact]
    public void Hold_StateIsKeptElsewhere_HoldsNothing()
    {
        Assert.Null(StateFolder.TryHold(null, out var held));
        Assert.Null(held);
    }

    [Fact]
    public void Hold_AFolderThatNobodyMayWrite_SaysSo()
    {
        // The kernel's own; not even root may write there.
        var refusal = StateFolder.TryHold("/sys", out var held);

        Assert.StartsWith("--data: expected a folder that can be written (", refusal!.ToString(), StringComparison.Ordinal);
        Assert.Null(held);
    }

    [Fact]
    public void Check_AFullDisk_SaysSoAndLeavesNothingBehind()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "room.probe"), "/dev/full");

        var refusal = Assert.Throws<IOException>(() => StateFolder.Check(new SiloHostOptions { DataFolder = _folder.FullName }));

        Assert.StartsWith($"{_folder.FullName}: expected room for 1 MB; found less (", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
