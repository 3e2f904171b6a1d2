using Autoscaler.Api;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;
using Autoscaler.SiloHost;
using Autoscaler.SiloHost.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.Dashboard.Tests.Kit;

/// <summary>One silo-host and one browser for all tests. Its clock is so fast that the eight minutes which a first copy takes are four seconds.</summary>
public sealed class OneDashboard : IAsyncLifetime, IDisposable
{
    /// <summary>The collection of tests that share it.</summary>
    public const string Name = "one dashboard";

    private static readonly SiloHostOptions Options = new() { Speed = 120, PlaysDemo = false, IsStrict = true, Urls = ["http://127.0.0.1:0"] };

    private readonly AwaitedLines _output = new();
    private WebApplication? _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where it is.</summary>
    internal string Url { get; private set; } = string.Empty;

    /// <summary>An administrator's key of the platform.</summary>
    internal string Key { get; private set; } = string.Empty;

    internal IGrainFactory Grains => _host!.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The service's clock.</summary>
    internal TimeProvider Clock => _host!.Services.GetRequiredService<TimeProvider>();

    internal IServiceProvider Services => _host!.Services;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
        {
            return;
        }

        var builder = SiloHostBuilder.Create(ImmutableDictionary<string, string?>.Empty);
        builder.Services.Configure<ApiOptions>(static api => api.FailedKeysPerMinute = 1_000);
        _host = SiloHostBuilder.Build(builder, Options, _output, TimeProvider.System);
        var url = _output.WaitForAsync("the address of the dashboard", static line => line.StartsWith("  Dashboard ", StringComparison.Ordinal));
        var key = _output.WaitForAsync("the first key", static line => line.StartsWith("  Key ", StringComparison.Ordinal));
        await _host.StartAsync();
        Url = (await url).Split(' ')[^1][..^DashboardAddresses.Root.Length];
        Key = (await key).Split(' ')[^1];
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_host is not null)
        {
            await _host.StopAsync();
            await _host.DisposeAsync();
        }
    }

    public void Dispose() => _output.Dispose();

    /// <summary>A window of somebody who has not signed in.</summary>
    internal Task<Window> OpenAsync(int width = 1280, ColorScheme colors = ColorScheme.Light, string? url = null) => Window.OpenAsync(_browser!, url ?? Url, width, colors);

    /// <summary>A window of somebody who has signed in, at a page.</summary>
    internal async Task<Window> OpenAsync(string key, string path, int width = 1280, ColorScheme colors = ColorScheme.Light)
    {
        var window = await OpenAsync(width, colors);
        await window.SignInAsync(key, path);
        return window;
    }

    internal IEndpointGrain Endpoint(string id) => Grains.GetGrain<IEndpointGrain>(id);

    /// <summary>Puts an endpoint with one small component.</summary>
    internal async Task<EndpointSpec> PutAsync(string id, Func<EndpointSpec, EndpointSpec>? change = null)
    {
        var spec = SmallEndpoint.Of(id);
        spec = change?.Invoke(spec) ?? spec;
        var result = await Endpoint(id).PutAsync(spec, CancellationToken.None);
        Assert.True(result.Accepted, string.Join("; ", result.Errors));
        return spec;
    }

    /// <summary>Makes a key.</summary>
    internal async Task<(string Token, string Id)> CreateKeyAsync(Role role, string? tenant)
    {
        var ring = new KeyRingId(tenant is null ? null : new TenantId(tenant));
        var made = await Grains.GetGrain<IKeyRingGrain>(ring.ToString()).CreateAsync(new KeyRequest("test", role, null), CancellationToken.None);
        return (made.Token ?? throw new InvalidOperationException(string.Join("; ", made.Errors)), made.Key!.Id);
    }
}

/// <summary>Tells the tests' runner of the collection.</summary>
[CollectionDefinition(OneDashboard.Name)]
public sealed class OneDashboardTests : ICollectionFixture<OneDashboard>;
