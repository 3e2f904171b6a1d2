using Autoscaler.Contracts.Access;

namespace Autoscaler.Api.Tests.Kit;

/// <summary>One server for the tests that do not need limits: with tenants, endpoints and a key of every role.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    /// <summary>The collection of tests that share it.</summary>
    public const string Name = "one server";

    /// <summary>A tenant.</summary>
    public const string Own = "acme";

    /// <summary>Another one, whose name nothing else contains.</summary>
    public const string Other = "umbra-corp";

    /// <summary>One whose endpoints may go: what administrators may do, tests do to it.</summary>
    public const string Victim = "victim";

    /// <summary>The other one's endpoint.</summary>
    public const string OtherEndpoint = "hidden-model";

    private TestServer? _server;
    private ImmutableDictionary<(string? Tenant, Role Role), string> _tokens = ImmutableDictionary<(string? Tenant, Role Role), string>.Empty;

    public TestServer Server => _server!;

    /// <summary>A key's token.</summary>
    public string Token(string? tenant, Role role) => _tokens[(tenant, role)];

    public string Admin => Token(Own, Role.Admin);

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(static options =>
        {
            options.RequestsPerSecond = 100_000;
            options.RequestBurst = 100_000;
            options.FailedKeysPerMinute = 1_000;
            options.StreamPeriod = TimeSpan.FromMilliseconds(20);
            options.StreamHeartbeat = TimeSpan.FromMilliseconds(500);
        });
        foreach (var tenant in new[] { Own, Other, Victim })
        {
            await Server.PutTenantAsync(tenant);
        }

        foreach (var tenant in new[] { null, Own, Other, Victim })
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                _tokens = _tokens.Add((tenant, role), (await Server.CreateKeyAsync(tenant, role)).Token);
            }
        }

        await Server.PutEndpointAsync(Specs.Endpoint(Other, OtherEndpoint));
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

/// <summary>Tells the tests' runner of the collection.</summary>
[CollectionDefinition(SharedServer.Name)]
public sealed class SharedServerTests : ICollectionFixture<SharedServer>;
