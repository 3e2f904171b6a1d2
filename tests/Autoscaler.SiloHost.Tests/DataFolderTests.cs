namespace Autoscaler.SiloHost.Tests;

public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("data-folder");

    [Fact]
    public void Hold_FolderIsHeld_IsRefusedUntilItIsLetGo()
    {
        Assert.Null(DataFolder.TryHold(_folder.FullName, out var first));
        var refusal = DataFolder.TryHold(_folder.FullName, out var second);
        first!.Dispose();
        var afterwards = DataFolder.TryHold(_folder.FullName, out var third);
        third!.Dispose();

        Assert.Equal($"--data: expected a folder that no other process uses now; found '{_folder.FullName}'", refusal!.ToString());
        Assert.Null(second);
        Assert.Null(afterwards);
    }

    [Fact]
    public void Hold_StateIsKeptElsewhere_HoldsNothing()
    {
        Assert.Null(DataFolder.TryHold(null, out var held));
        Assert.Null(held);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
