using Autoscaler.Contracts.Endpoints;
using Autoscaler.Dashboard.Live;

namespace Autoscaler.Dashboard.Tests.Live;

public sealed class EndpointViewsReaderTests
{
    private static readonly EndpointId[] Ids = [EndpointId.Parse("a/answers"), EndpointId.Parse("a/fails"), EndpointId.Parse("a/hangs"), EndpointId.Parse("b/answers")];

    [Fact]
    public async Task Gather_OneThatFailsAndOneThatHangs_AreNamedAndHideNoOther()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        var gathering = EndpointViewsReader.GatherAsync(
            Ids,
            static id => id.Name switch
            {
                "fails" => Task.FromException<EndpointView>(new TimeoutException()),
                "hangs" => new TaskCompletionSource<EndpointView>().Task,
                _ => Task.FromResult(new EndpointView { Id = id, Phase = EndpointPhase.Active }),
            },
            time,
            CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(3));

        var (views, unknown) = await gathering;

        Assert.Equal(["a/answers", "b/answers"], views.Select(static view => view.Id.ToString()));
        Assert.Equal(["a/fails", "a/hangs"], unknown.Select(static id => id.ToString()));
    }
}
