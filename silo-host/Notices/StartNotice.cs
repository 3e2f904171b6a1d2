using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Autoscaler.SiloHost.Notices;

/// <summary>Says, once everything runs, where to look.</summary>
internal sealed class StartNotice(IServer server, TextWriter output) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var urls = server.Features.Get<IServerAddressesFeature>()?.Addresses.ToImmutableArray() ?? [];
        foreach (var line in Lines(urls))
        {
            await output.WriteLineAsync(line);
        }

        await output.FlushAsync(cancellationToken);
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The lines.</summary>
    /// <param name="urls">Where the server listens.</param>
    internal static IEnumerable<string> Lines(ImmutableArray<string> urls)
    {
        foreach (var url in urls)
        {
            yield return $"  API       {url}/v1";
            yield return $"  OpenAPI   {url}/openapi/v1.json";
            yield return $"  Health    {url}/health/ready";
        }

        yield return "  Docs      docs/api.md, docs/operations.md";
        foreach (var url in urls.Where(IsOpenWithoutTls))
        {
            yield return $"  Warning   {url} is reachable from other machines without TLS: keys and answers can be read on the way.";
        }

        yield return "";
    }

    /// <summary>Whether others than this machine reach an address in the clear.</summary>
    internal static bool IsOpenWithoutTls(string url)
    {
        var address = BindingAddress.Parse(url);
        var isLoopback = address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
        return address.Scheme == Uri.UriSchemeHttp && !isLoopback && !address.IsUnixPipe && !address.IsNamedPipe;
    }
}
