using Orleans.Runtime;
using Orleans.SingleProcess.Storage;
using Orleans.SingleProcess.Tests.Grains;
using Orleans.Storage;

namespace Orleans.SingleProcess.Tests.Storage;

/// <summary>What every storage does; run over each.</summary>
public abstract class GrainStorageTests
{
    private const string Name = "counter";
    private static readonly GrainId Id = GrainId.Create("counter", "a/b");

    protected abstract IGrainStorage Storage { get; }

    [Fact]
    public async Task Read_NoRecord_SaysSo()
    {
        var state = new GrainState<CounterStateBox>(new CounterStateBox(1), "7") { RecordExists = true };

        await Storage.ReadStateAsync(Name, Id, state);

        Assert.Null(state.ETag);
        Assert.False(state.RecordExists);
        Assert.Null(state.State);
    }

    [Fact]
    public async Task Write_ThenRead_GivesTheStateAndItsEtag()
    {
        var written = await WriteNewAsync(3);

        var read = await ReadAsync();

        Assert.Equal(new CounterStateBox(3), read.State);
        Assert.Equal(written.ETag, read.ETag);
        Assert.True(read.RecordExists);
    }

    [Fact]
    public async Task Write_EtagIsStale_IsRefusedWithBothEtags()
    {
        var first = await WriteNewAsync(1);
        var second = await ReadAsync();
        await Storage.WriteStateAsync(Name, Id, second);
        var stale = first.ETag;

        var thrown = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, Id, first));

        Assert.Equal(second.ETag, thrown.StoredEtag);
        Assert.Equal(stale, thrown.CurrentEtag);
        Assert.Equal(second.ETag, (await ReadAsync()).ETag);
    }

    [Fact]
    public async Task Write_NewRecordThatExists_IsRefused()
    {
        await WriteNewAsync(1);

        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteNewAsync(2));

        Assert.Equal(new CounterStateBox(1), (await ReadAsync()).State);
    }

    [Fact]
    public async Task Write_RecordWasRemovedAndMadeAgain_OldEtagIsRefused()
    {
        var old = await WriteNewAsync(1);
        await Storage.ClearStateAsync(Name, Id, await ReadAsync());
        await WriteNewAsync(2);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, Id, old));
    }

    [Fact]
    public async Task Clear_EtagIsStale_IsRefused()
    {
        var first = await WriteNewAsync(1);
        await Storage.WriteStateAsync(Name, Id, await ReadAsync());

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync(Name, Id, first));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync(Name, Id, new GrainState<CounterStateBox>()));

        Assert.True((await ReadAsync()).RecordExists);
    }

    [Fact]
    public async Task Clear_EtagIsCurrent_RemovesTheRecord()
    {
        var state = await WriteNewAsync(1);

        await Storage.ClearStateAsync(Name, Id, state);

        Assert.Null(state.ETag);
        Assert.False((await ReadAsync()).RecordExists);
    }

    [Fact]
    public async Task Write_OtherNameOrGrain_IsAnotherRecord()
    {
        await WriteNewAsync(1);
        var other = new GrainState<CounterStateBox>(new CounterStateBox(2));

        await Storage.WriteStateAsync("other", Id, other);
        await Storage.WriteStateAsync(Name, GrainId.Create("counter", "c"), new GrainState<CounterStateBox>(new CounterStateBox(3)));

        Assert.Equal(new CounterStateBox(1), (await ReadAsync()).State);
    }

    [Fact]
    public async Task Write_ManyWritersOfOneEtag_OneIsAccepted()
    {
        await WriteNewAsync(0);
        var rivals = new List<GrainState<CounterStateBox>>();
        for (var count = 0; count < 50; count++)
        {
            rivals.Add(await ReadAsync());
        }

        var accepted = await Task.WhenAll(rivals.Select(rival => Task.Run(async () =>
        {
            try
            {
                await Storage.WriteStateAsync(Name, Id, rival);
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        })));

        Assert.Single(accepted, static one => one);
    }

    private async Task<GrainState<CounterStateBox>> WriteNewAsync(int count)
    {
        var state = new GrainState<CounterStateBox>(new CounterStateBox(count));
        await Storage.WriteStateAsync(Name, Id, state);
        return state;
    }

    private async Task<GrainState<CounterStateBox>> ReadAsync()
    {
        var state = new GrainState<CounterStateBox>();
        await Storage.ReadStateAsync(Name, Id, state);
        return state;
    }

    private sealed record CounterStateBox(int Count);
}

public sealed class MemoryGrainStorageTests : GrainStorageTests
{
    private readonly MemoryGrainStorage _storage = new();

    protected override IGrainStorage Storage => _storage;

    [Fact]
    public async Task Counts_AfterAcceptedAndRefusedWrites_CountAcceptedOnes()
    {
        var id = GrainId.Create("counter", "x");
        var state = new GrainState<CounterState>(new CounterState());
        await _storage.WriteStateAsync("s", id, state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("s", id, new GrainState<CounterState>()));

        Assert.Equal(1, _storage.WriteCount);
        Assert.Equal(1, _storage.RecordCount);
    }
}

public sealed class SqliteGrainStorageTests : GrainStorageTests, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("grain-storage");
    private readonly SqliteGrainStorage _storage;

    public SqliteGrainStorageTests() => _storage = new SqliteGrainStorage(FilePath, new JsonStateSerializer());

    protected override IGrainStorage Storage => _storage;

    private string FilePath => Path.Combine(_folder.FullName, "state.db");

    [Fact]
    public async Task Write_SecondStorageOverTheSameFile_StaleEtagIsRefusedThereToo()
    {
        var id = GrainId.Create("counter", "x");
        var state = new GrainState<CounterState>(new CounterState(1, null));
        await _storage.WriteStateAsync("s", id, state);
        using var other = new SqliteGrainStorage(FilePath, new JsonStateSerializer());
        var theirs = new GrainState<CounterState>();
        await other.ReadStateAsync("s", id, theirs);
        await other.WriteStateAsync("s", id, theirs);

        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("s", id, state));
    }

    public void Dispose()
    {
        _storage.Dispose();
        _folder.Delete(recursive: true);
    }
}
