using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess;

/// <summary>How long a host's callers and activations wait, in whole seconds: that is how often it looks.</summary>
internal sealed record SiloTiming(int ResponseSeconds, int CollectionSeconds, TimeSpan CollectionQuantum)
{
    /// <summary>The time between two looks.</summary>
    public static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(1);

    public static SiloTiming From(IServiceProvider services)
    {
        var messaging = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;
        var collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        return new SiloTiming(Seconds(messaging.ResponseTimeout), Seconds(collection.CollectionAge), collection.CollectionQuantum);
    }

    /// <summary>The second after which a call sent now is overdue. The present second has partly passed, so one more is added: never early, up to two seconds late.</summary>
    public int DeadlineOf(TimeSpan? timeout, int now)
    {
        var seconds = timeout is { } own ? Seconds(own) : ResponseSeconds;
        return seconds >= Request.NoDeadline - now - 1 ? Request.NoDeadline : now + seconds + 1;
    }

    /// <summary>Rounded up; what is infinite, or longer than a process lives, is the greatest number.</summary>
    public static int Seconds(TimeSpan time) =>
        time < TimeSpan.Zero || time.TotalSeconds >= int.MaxValue ? int.MaxValue : (int)Math.Ceiling(time.TotalSeconds);
}
