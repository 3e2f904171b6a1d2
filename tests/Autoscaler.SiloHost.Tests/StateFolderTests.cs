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

    public void Dispose() => _folder.Delete(recursive: true);
}
