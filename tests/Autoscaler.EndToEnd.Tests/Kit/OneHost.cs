using System.Net.Http.Headers;
using System.Text;
using Autoscaler.Api;
using Autoscaler.SiloHost;
using Autoscaler.SiloHost.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Autoscaler.EndToEnd.Tests.Kit;

/// <summary>
/// One silo-host for all scenarios: empty, and so fast that the ten minutes which a copy takes to be ready are a second. An endpoint stands in it, with a copy that serves
/// and an image in its cache; scenarios that change something make their own.
/// </summary>
public sealed class OneHost : IAsyncLifetime, IDisposable
{
    /// <summary>The collection of tests that share it.</summary>
    public const string Name = "one silo-host";

    /// <summary>Whose the standing endpoint is.</summary>
    internal const string Tenant = "acme";

    /// <summary>The standing endpoint.</summary>
    internal const string Endpoint = "acme/chat";

    private static readonly SiloHostOptions Options = new() { Speed = 600, PlaysDemo = false, IsStrict = true, Urls = ["http://127.0.0.1:0"] };

    private readonly AwaitedLines _output = new();
    private WebApplication? _host;
    private CliUser? _admin;

    /// <summary>Whoever has the key that the first start showed.</summary>
    internal CliUser Admin => _admin!;

    /// <summary>What the host logged that it should not have.</summary>
    internal LoggedErrors Faults { get; } = new();

    public async Task InitializeAsync()
    {
        var builder = SiloHostBuilder.Create(ImmutableDictionary<string, string?>.Empty);
        // As 'dotnet run' does: what a web host adds in development must not stand between the API and its callers.
        builder.Environment.EnvironmentName = Environments.Development;
        // All scenarios come from one address with one key.
        builder.Services.Configure<ApiOptions>(static api =>
        {
            (api.RequestsPerSecond, api.RequestBurst, api.FailedKeysPerMinute) = (100_000, 100_000, 1_000);
            api.StreamPeriod = TimeSpan.FromMilliseconds(50);
        });
        // What goes wrong behind the answers, as between grains, is nothing that scenarios see.
        builder.Logging.AddProvider(Faults.Provider);
        _host = SiloHostBuilder.Build(builder, Options, _output, TimeProvider.System);
        var url = _output.WaitForAsync("the address of the API", static line => line.StartsWith("  API ", StringComparison.Ordinal));
        var key = _output.WaitForAsync("the first key", static line => line.StartsWith("  Key ", StringComparison.Ordinal));
        await _host.StartAsync();
        // As a person copies them from the screen.
        _admin = new CliUser((await url).Split(' ')[^1], (await key).Split(' ')[^1]);

        await using var events = Following.Start(Admin, $"events {Tenant}");
        var serves = events.WaitForAsync("a copy that serves", static line => line.Contains(" ready on slot ", StringComparison.Ordinal));
        var cached = events.WaitForAsync("the image in the cache", static line => line.Contains("cache ", StringComparison.Ordinal) && line.Contains(" ready, ", StringComparison.Ordinal));
        await PutAsync(Endpoint);
        await Task.WhenAll(serves, cached);
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            await _host.DisposeAsync();
        }

        Faults.AssertNone();
    }

    public void Dispose() => _output.Dispose();

    /// <summary>Puts endpoints as they are by default here.</summary>
    internal async Task PutAsync(params string[] endpoints)
    {
        var run = await Admin.RunAsync("apply -f -", string.Join("\n---\n", endpoints.Select(static endpoint => Specs.Yaml(endpoint))));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    /// <summary>Sets a tenant's quota, which the command line does not.</summary>
    internal async Task PutTenantAsync(string tenant, int maxEndpoints)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Admin.Key);
        using var body = new StringContent($$"""{ "maxEndpoints": {{maxEndpoints}} }""", Encoding.UTF8, "application/json");
        using var response = await client.PutAsync(new Uri($"{Admin.Server}/tenants/{tenant}"), body);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>Makes a key.</summary>
    internal async Task<CliUser> CreateKeyAsync(string role, string? tenant)
    {
        var run = await Admin.RunAsync($"key create --name test --role {role}{(tenant is null ? "" : $" --tenant {tenant}")}");
        Assert.Equal(0, run.ExitCode);
        return new CliUser(Admin.Server, run.Output.Trim());
    }
}

/// <summary>Tells the tests' runner of the collection.</summary>
[CollectionDefinition(OneHost.Name)]
public sealed class OneHostTests : ICollectionFixture<OneHost>;
