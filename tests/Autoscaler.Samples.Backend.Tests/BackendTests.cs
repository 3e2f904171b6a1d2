using System.Text.RegularExpressions;
using Autoscaler.Contracts.Clients;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Autoscaler.Samples.Backend.Tests;

public sealed class BackendTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task RunAsync_OverAClientInThisProcess_SaysWhatWasDecidedAndWhy()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseAutoscaler();
        using var host = builder.Build();
        using var output = new StringWriter();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);

        await host.StartAsync(patience.Token);
        await new Backend(host.Services.GetRequiredService<AutoscalerClient>(), TimeProvider.System, output).RunAsync(patience.Token);
        await host.StopAsync(patience.Token);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Collection(
            lines.Where(static line => !line.StartsWith("decision", StringComparison.Ordinal)),
            static line => Assert.Equal("put acme/backend-sample: accepted", line),
            static line => Assert.Equal("pushed a minute of 40 requests at once", line),
            static line => Assert.Equal(
                "set a target of -4: refused, components[0].policy.targetConcurrencyPerCopy: expected a finite number above 0; found -4", line),
            static line => Assert.Equal("set a target of 4: accepted", line),
            static line => Assert.Equal("deletes acme/backend-sample, which ends when nothing of it is left", line));
        Assert.Contains(lines, static line => line.StartsWith("decision 1: 1 wanted (BelowMinimum), 0 ready, ", StringComparison.Ordinal));
        Assert.Contains(lines, static line => Regex.IsMatch(line, "^decision [0-9]+: 5 wanted "));
        Assert.Contains(lines, static line => Regex.IsMatch(line, "^decision [0-9]+: 10 wanted "));
    }
}
