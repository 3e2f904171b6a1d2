using System.Net;
using Autoscaler.Contracts.Access;
using Autoscaler.Dashboard;
using Autoscaler.SiloHost.Options;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Autoscaler.SiloHost.Notices;

/// <summary>Says, once everything runs, where to look and, the first time, with which key.</summary>
internal sealed class StartNotice(IServer server, IGrainFactory grains, SiloHostOptions options, TextWriter output) : IHostedLifecycleService
{
    private const string FirstKeyName = "first";

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var urls = server.Features.Get<IServerAddressesFeature>()?.Addresses.ToImmutableArray() ?? [];
        var key = await FirstKeyAsync(cancellationToken);
        foreach (var line in Lines(urls, key, options.DataFolder))
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
    /// <param name="token">The first key, where it was just made.</param>
    /// <param name="dataFolder">Where keys are kept; null where they are not.</param>
    internal static IEnumerable<string> Lines(ImmutableArray<string> urls, string? token, string? dataFolder)
    {
        foreach (var url in urls)
        {
            yield return $"  Dashboard {url}{DashboardAddresses.Root}";
            yield return $"  API       {url}/v1";
            yield return $"  OpenAPI   {url}/openapi/v1.json";
            yield return $"  Health    {url}/health/ready";
        }

        yield return "  Docs      docs/api.md, docs/operations.md";
        foreach (var url in urls.Where(IsOpenWithoutTls))
        {
            yield return $"  Warning   {url} is reachable from other machines without TLS: keys and answers can be read on the way.";
        }

        if (token is not null)
        {
            yield return "";
            yield return $"  Key       {token}";
            yield return "            An administrator's, shown this once; sign in with it, or send it as Authorization: Bearer KEY.";
        }

        if (dataFolder is not null)
        {
            yield return $"            Whoever has lost the first key gets another by starting once with {CommandLine.ResetKeyName}.";
        }

        yield return "";
    }

    // In memory there was never one before, so there is one at each start.
    private async Task<string?> FirstKeyAsync(CancellationToken cancellationToken)
    {
        var ring = grains.GetGrain<IKeyRingGrain>(KeyRingId.Platform.ToString());
        var made = options.ReplacesFirstKey
            ? await ring.ReplaceFirstAsync(FirstKeyName, cancellationToken)
            : await ring.CreateFirstAsync(FirstKeyName, cancellationToken);
        return made is null or { Token: not null }
            ? made?.Token
            : throw new InvalidOperationException($"The first key was refused: {string.Join("; ", made.Errors)}");
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
