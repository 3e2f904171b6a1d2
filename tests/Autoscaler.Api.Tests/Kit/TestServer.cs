using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Autoscaler.Api.Calls;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;
using Autoscaler.Contracts.Tenants;
using Autoscaler.Grains;
using Autoscaler.Grains.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.SingleProcess;

namespace Autoscaler.Api.Tests.Kit;

/// <summary>The API on a real server, over real grains, on a cloud that is quick.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private TestServer(WebApplication app, Uri address, string platformToken)
    {
        _app = app;
        Address = address;
        PlatformToken = platformToken;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 32 }) { BaseAddress = address, Timeout = Patience };
    }

    public Uri Address { get; }

    /// <summary>An administrator's key of the platform.</summary>
    public string PlatformToken { get; }

    internal BrokenStore Store => (BrokenStore)_app.Services.GetRequiredService<IJournalStore>();

    internal CalledGrains Called => _app.Services.GetRequiredService<CalledGrains>();

    private IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    internal static async Task<TestServer> StartAsync(Action<ApiOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddAutoscalerGrains(static fleet =>
        {
            fleet.TickPeriod = TimeSpan.FromSeconds(1);
            fleet.WorkPeriod = TimeSpan.FromMilliseconds(100);
            fleet.ProbePeriod = TimeSpan.FromSeconds(1);
        });
        builder.Services.AddAutoscalerAccess();
        builder.Services.AddSingleton<IJournalStore>(static services => new BrokenStore(services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IFleetJournal, StoreJournal>();
        builder.Services.AddSimulatedCloud(QuickCloud.Options);
        var called = new CalledGrains();
        builder.Services.AddSingleton(called);
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(called);
        builder.UseOrleans(static silo => silo.UseStrictMode().AddMemoryGrainStorageAsDefault().UseInMemoryReminderService());
        builder.Services.AddAutoscalerApi(configure);
        var app = builder.Build();
        app.MapAutoscalerApi();
        app.MapGet("/health/live", static () => "alive");
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var ring = app.Services.GetRequiredService<IGrainFactory>().GetGrain<IKeyRingGrain>(KeyRingId.Platform.ToString());
        var first = await ring.CreateFirstAsync("tests", CancellationToken.None);
        return new TestServer(app, new Uri(address), first!.Token!);
    }

    /// <summary>Sends a request, and reads the answer whole.</summary>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, string? token, string? body = null, string mediaType = MediaTypes.Json, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, token, headers);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        }

        using var response = await _http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public Task<Answer> GetAsync(string path, string? token, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, token, null, MediaTypes.Json, headers);

    public Task<Answer> PutAsync(string path, string? token, string body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Put, path, token, body, MediaTypes.Json, headers);

    public Task<Answer> PostAsync(string path, string? token, string? body = null) => SendAsync(HttpMethod.Post, path, token, body);

    /// <summary>Sends a request whose path no client has put in order.</summary>
    internal async Task<RawAnswer> SendRawAsync(string method, string path, string token)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var connection = new TcpClient();
        await connection.ConnectAsync(Address.Host, Address.Port, patience.Token);
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: {Address.Authority}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"), patience.Token);
        using var reader = new StreamReader(stream);
        var status = await reader.ReadLineAsync(patience.Token);
        return new RawAnswer(int.Parse(status!.Split(' ')[1], CultureInfo.InvariantCulture), await reader.ReadToEndAsync(patience.Token));
    }

    /// <summary>Opens a stream of events.</summary>
    internal async Task<OpenStream> OpenAsync(string path, string token, params (string Name, string Value)[] headers)
    {
        using var request = Request(HttpMethod.Get, path, token, [.. headers, ("Accept", MediaTypes.EventStream)]);
        return await OpenStream.OpenAsync(await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
    }

    /// <summary>Makes a key.</summary>
    /// <param name="tenant">Whose; null for the platform's.</param>
    /// <param name="role">What it may do.</param>
    public async Task<(string Id, string Token)> CreateKeyAsync(string? tenant, Role role)
    {
        var ring = new KeyRingId(tenant is null ? null : new TenantId(tenant));
        var made = await Grains.GetGrain<IKeyRingGrain>(ring.ToString()).CreateAsync(new KeyRequest("a test", role, null), CancellationToken.None);
        Assert.Empty(made.Errors);
        return (made.Key!.Id, made.Token!);
    }

    public async Task PutTenantAsync(string tenant) =>
        Assert.True((await Grains.GetGrain<ITenantGrain>(tenant).PutAsync(new TenantSpec(), WriteCondition.None, CancellationToken.None)).Accepted);

    public async Task PutEndpointAsync(EndpointSpec spec)
    {
        var result = await Endpoint(spec.Id).PutAsync(spec, CancellationToken.None);
        Assert.True(result.Accepted, string.Join("; ", result.Errors));
    }

    public IEndpointGrain Endpoint(EndpointId id) => Grains.GetGrain<IEndpointGrain>(id.ToString());

    /// <summary>Waits until something holds of an endpoint; an endpoint's own ticks drive it.</summary>
    public async Task<EndpointView> AwaitAsync(EndpointId id, string what, Func<EndpointView, bool> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var view = await Endpoint(id).GetViewAsync(CancellationToken.None);
            if (holds(view))
            {
                return view;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"Expected within {Patience} that {id} {what}; found {view}.");
            await timer.WaitForNextTickAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? token, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return request;
    }
}
