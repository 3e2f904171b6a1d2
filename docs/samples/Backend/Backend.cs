using System.Globalization;
using System.Threading.Channels;
using Autoscaler.Contracts.Clients;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Samples.Backend;

/// <summary>A platform's backend: registers an endpoint, tells its demand, sets its policy, and watches what is decided. The same over a cluster and in one process.</summary>
internal sealed class Backend(AutoscalerClient autoscaler, TimeProvider clock, TextWriter output) : IEndpointObserver
{
    private const int MaxUnread = 100;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly Channel<ScalingDecision> _decisions =
        Channel.CreateBounded<ScalingDecision>(new BoundedChannelOptions(MaxUnread) { FullMode = BoundedChannelFullMode.DropOldest });

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var endpoint = autoscaler.Endpoint(ChatEndpoint.Spec.Id);
        await using var watch = await autoscaler.WatchAsync(ChatEndpoint.Spec.Id, this, cancellationToken);

        Say($"put {ChatEndpoint.Spec.Id}", await endpoint.PutAsync(ChatEndpoint.Spec, cancellationToken));
        await ReadUntilAsync(wanted: 1, cancellationToken);

        await endpoint.PushDemandAsync([new ComponentDemand(ChatEndpoint.Chat, LatestMinute(concurrency: 40))], cancellationToken);
        output.WriteLine("pushed a minute of 40 requests at once");
        await ReadUntilAsync(wanted: 5, cancellationToken);

        var policy = new ScalingPolicy { TargetConcurrencyPerCopy = -4 };
        Say("set a target of -4", await endpoint.SetPolicyAsync(ChatEndpoint.Chat, policy, cancellationToken));
        Say("set a target of 4", await endpoint.SetPolicyAsync(ChatEndpoint.Chat, policy with { TargetConcurrencyPerCopy = 4 }, cancellationToken));
        await endpoint.PushDemandAsync([new ComponentDemand(ChatEndpoint.Chat, LatestMinute(concurrency: 40))], cancellationToken);
        await ReadUntilAsync(wanted: 10, cancellationToken);

        await endpoint.DeleteAsync(cancellationToken);
        output.WriteLine($"deletes {ChatEndpoint.Spec.Id}, which ends when nothing of it is left");
    }

    public Task OnEventAsync(FleetEvent happened)
    {
        // Called from wherever the event came from: take it, and work on it elsewhere.
        return happened is DecisionMade made ? _decisions.Writer.WriteAsync(made.Decision).AsTask() : Task.CompletedTask;
    }

    private async Task ReadUntilAsync(int wanted, CancellationToken cancellationToken)
    {
        await foreach (var decision in _decisions.Reader.ReadAllAsync(cancellationToken))
        {
            var chat = decision.Components[0];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"decision {decision.Id.Number}: {chat.Wanted} wanted ({chat.Reason}), {chat.Ready} ready, {chat.Coming} coming; {decision.Placements.Length} placed, {decision.Launches.Length} launched"));
            if (chat.Wanted >= wanted)
            {
                return;
            }
        }
    }

    private ImmutableArray<DemandSample> LatestMinute(double concurrency)
    {
        var end = new DateTimeOffset(clock.GetUtcNow().UtcTicks / Period.Ticks * Period.Ticks, TimeSpan.Zero);
        return [.. Enumerable.Range(1, 6).Select(back => new DemandSample(end - (back * Period), concurrency, ArrivalsPerSecond: null))];
    }

    private void Say(string what, ChangeResult result) =>
        output.WriteLine(result.Accepted ? $"{what}: accepted" : $"{what}: refused, {string.Join("; ", result.Errors)}");
}
