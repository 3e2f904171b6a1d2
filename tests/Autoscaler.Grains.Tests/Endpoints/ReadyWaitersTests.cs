using Autoscaler.Grains.Endpoints;
using Autoscaler.Grains.Tests.Kit;

namespace Autoscaler.Grains.Tests.Endpoints;

public sealed class ReadyWaitersTests
{
    private static readonly ComponentName One = new("one");
    private static readonly ComponentName Other = new("other");
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly ReadyWaiters _waiters = new(new ManualTime());
    private readonly List<int> _order = [];

    [Fact]
    public async Task Release_OfAComponent_LetsItsWaitersGoInTheirOrder_AndLeavesTheOthers()
    {
        Task[] waits = [.. Enumerable.Range(0, 20).Select(i => WaitAsync(i, i % 2 == 0 ? One : Other))];

        _waiters.Release(component => component == One);

        await Task.WhenAll(waits.Where((_, i) => i % 2 == 0));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => 2 * i), _order);
        Assert.Equal(10, _waiters.Count);
        Assert.All(waits.Where((_, i) => i % 2 == 1), wait => Assert.False(wait.IsCompleted));
    }

    [Fact]
    public async Task Wait_WhereTooManyDo_IsToldSoAtOnce_UntilOneGoes()
    {
        using var gives = new CancellationTokenSource();
        var first = _waiters.WaitAsync(One, Long, gives.Token);
        var others = Enumerable.Range(1, ReadyWaiters.MaxWaiters - 1).Select(_ => _waiters.WaitAsync(One, Long, CancellationToken.None)).ToArray();

        Assert.False(await _waiters.WaitAsync(One, Long, CancellationToken.None));

        await gives.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(ReadyWaiters.MaxWaiters - 1, _waiters.Count);
        var next = _waiters.WaitAsync(One, Long, CancellationToken.None);
        Assert.False(next.IsCompleted);
        _waiters.Release(static _ => true);
        Assert.True(await next);
        Assert.All(await Task.WhenAll(others), Assert.True);
        Assert.Equal(0, _waiters.Count);
    }

    [Fact]
    public async Task Wait_WhoseTimeIsOver_LeavesTheList()
    {
        Assert.True(await _waiters.WaitAsync(One, TimeSpan.Zero, CancellationToken.None));

        Assert.Equal(0, _waiters.Count);
    }

    [Fact]
    public async Task Release_WhileAWaiterComesBackAtOnce_KeepsItForTheNextOne()
    {
        var again = ComeBackAsync();

        _waiters.Release(static _ => true);

        Assert.Equal(1, _waiters.Count);
        Assert.False(again.IsCompleted);
        _waiters.Release(static _ => true);
        await again;

        async Task ComeBackAsync()
        {
            await _waiters.WaitAsync(One, Long, CancellationToken.None);
            await _waiters.WaitAsync(One, Long, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Close_LetsEverybodyGo_AndNobodyWaitAnyMore()
    {
        var wait = _waiters.WaitAsync(One, Long, CancellationToken.None);

        _waiters.Close();

        Assert.True(await wait);
        Assert.True(_waiters.WaitAsync(Other, Long, CancellationToken.None).IsCompletedSuccessfully);
        Assert.Equal(0, _waiters.Count);
    }

    private async Task WaitAsync(int number, ComponentName component)
    {
        await _waiters.WaitAsync(component, Long, CancellationToken.None);
        _order.Add(number);
    }
}
