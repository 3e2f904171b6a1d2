using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Clients;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Grains.Access;
using Autoscaler.Grains.Tests.Kit;

namespace Autoscaler.Grains.Tests.Access;

/// <summary>The life of keys.</summary>
public sealed class KeyRingTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly TestFleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public void Create_ShowsATokenThatIsAccepted_AndWritesDownWhoMadeIt()
    {
        _fleet.PutTenant("acme");
        var maker = new Caller { KeyId = "abcdefghijk1", Name = "ann", Role = Role.Admin, Tenant = new TenantId("acme") };

        var made = _fleet.RunAs(maker, () => _fleet.Ring("acme").CreateAsync(new KeyRequest("deploy job", Role.Operator, 2 * Hour), default));

        var token = ApiToken.TryParse(made.Token)!;
        Assert.Equal(new KeyRingId(new TenantId("acme")), token.Ring);
        Assert.Equal(
            new ApiKeyView
            {
                Id = token.KeyId,
                Name = "deploy job",
                Role = Role.Operator,
                Tenant = new TenantId("acme"),
                CreatedAt = _fleet.Now,
                ExpiresAt = _fleet.Now + (2 * Hour),
                CreatedBy = "ann (abcdefghijk1)",
            },
            made.Key);
        Assert.Equal(new Caller { KeyId = token.KeyId, Name = "deploy job", Role = Role.Operator, Tenant = new TenantId("acme") }, _fleet.Authenticate(made.Token));
        var change = _fleet.Changes.All[^1];
        Assert.Equal(("key.create", "ann", "abcdefghijk1", "acme", token.KeyId), (change.Action, change.Actor, change.KeyId, change.Tenant?.Value, change.Subject));
        Assert.Equal(["name=deploy job", "role=operator", "expiresAt=2026-01-01T02:00:00.000Z"], change.Fields.Select(static field => $"{field.Field}={field.To}"));
    }

    [Fact]
    public void Authenticate_AnythingElseThanTheKeyAndItsSecret_IsNobody()
    {
        _fleet.PutTenant("acme");
        var (one, other) = (Token(_fleet.CreateKey("acme")), Token(_fleet.CreateKey("acme")));
        var flipped = one.Secret[..63] + (one.Secret[63] == '0' ? '1' : '0');

        Assert.NotNull(_fleet.Authenticate(one.Text));
        Assert.Null(_fleet.Authenticate((one with { Secret = other.Secret }).Text));
        Assert.Null(_fleet.Authenticate((one with { Secret = flipped }).Text));
        Assert.Null(_fleet.Authenticate((one with { KeyId = "aaaaaaaaaaaa" }).Text));
        Assert.Null(_fleet.Authenticate((one with { Ring = KeyRingId.Platform }).Text));
        Assert.Null(_fleet.Authenticate((one with { Ring = new KeyRingId(new TenantId("globex")) }).Text));
        Assert.Null(_fleet.Run(() => _fleet.Ring("acme").AuthenticateAsync(one.KeyId, one.Secret.ToUpperInvariant(), default)));
        Assert.Null(_fleet.Run(() => _fleet.Ring("acme").AuthenticateAsync("", "", default)));
        Assert.Null(_fleet.Run(() => _fleet.Ring("acme").AuthenticateAsync(one.KeyId, new string('0', 64), default)));
    }

    [Fact]
    public void Revoke_FromTheAnswerOn_TheKeyIsRefused()
    {
        var (made, other) = (_fleet.CreateKey(), _fleet.CreateKey());

        Assert.Equal(WriteOutcome.Changed, Revoke(made.Key!.Id));

        Assert.Null(_fleet.Authenticate(made.Token));
        Assert.NotNull(_fleet.Authenticate(other.Token));
        Assert.Equal([(made.Key.Id, (DateTimeOffset?)_fleet.Now), (other.Key!.Id, null)], List().Select(static key => (key.Id, key.RevokedAt)).OrderBy(static key => key.RevokedAt is null));
        var change = _fleet.Changes.All[^1];
        Assert.Equal(("key.revoke", "platform", null, made.Key.Id), (change.Action, change.Actor, change.Tenant?.Value, change.Subject));
    }

    [Fact]
    public void Revoke_Again_OrWhatIsNotThere_WritesNothing()
    {
        var made = _fleet.CreateKey();
        Revoke(made.Key!.Id);
        var (writes, changes) = (_fleet.Storage.WriteCount, _fleet.Changes.All.Count);

        Assert.Equal(WriteOutcome.Unchanged, Revoke(made.Key.Id));
        Assert.Equal(WriteOutcome.Absent, Revoke("aaaaaaaaaaaa"));
        Assert.Equal(WriteOutcome.Absent, Revoke("../../etc"));

        Assert.Equal((writes, changes), (_fleet.Storage.WriteCount, _fleet.Changes.All.Count));
    }

    [Fact]
    public void Expiry_IsRefusedFromThatInstantOn()
    {
        var made = _fleet.CreateKey(lifetime: Hour);

        _fleet.RunFor(Hour - TimeSpan.FromTicks(1));
        Assert.NotNull(_fleet.Authenticate(made.Token));
        _fleet.RunFor(TimeSpan.FromTicks(1));

        Assert.Null(_fleet.Authenticate(made.Token));
        Assert.Equal(WriteOutcome.Unchanged, Revoke(made.Key!.Id));
    }

    [Fact]
    public void List_TheNewestFirst_WhatIsOverStaysFor30DaysAndIsThenDropped()
    {
        var revoked = _fleet.CreateKey(name: "revoked");
        _fleet.CreateKey(name: "expires", lifetime: Hour);
        _fleet.CreateKey(name: "stays");
        Revoke(revoked.Key!.Id);
        Assert.Equal(["stays", "expires", "revoked"], List().Select(static key => key.Name));

        _fleet.RunFor(TimeSpan.FromDays(30) - TimeSpan.FromTicks(1));
        Assert.Equal(3, List().Length);
        _fleet.RunFor(TimeSpan.FromTicks(1));
        Assert.Equal(["stays", "expires"], List().Select(static key => key.Name));
        _fleet.RunFor(Hour);
        Assert.Equal(["stays"], List().Select(static key => key.Name));

        _fleet.CreateKey(name: "newest");
        Assert.Equal(["newest", "stays"], Stored()!.Keys.Select(static key => key.View.Name));
    }

    [Fact]
    public void Limit_200InForce_OneMoreNeedsOneToGo()
    {
        var made = Enumerable.Range(0, 200).Select(_ => _fleet.CreateKey(role: Role.Viewer)).ToList();
        Assert.All(made, static key => Assert.NotNull(key.Token));

        var refused = _fleet.CreateKey();
        Assert.Equal("keys: expected at most 200 keys in force; revoke one first; found one more", $"{Assert.Single(refused.Errors)}");
        Assert.Equal((null, null), (refused.Key, refused.Token));

        Revoke(made[7].Key!.Id);
        Assert.NotNull(_fleet.CreateKey().Token);
        Assert.Equal(201, made.Select(static key => key.Key!.Id).Append("aaaaaaaaaaaa").Distinct().Count());
    }

    [Fact]
    public void Limit_KeysThatAreOver_TheOldestGo()
    {
        for (var i = 0; i < KeyRingState.MaxKept + 3; i++)
        {
            Revoke(_fleet.CreateKey(name: $"{i}").Key!.Id);
        }

        Assert.Equal(KeyRingState.MaxKept, List().Length);
        Assert.Equal("3", List()[^1].Name);
    }

    [Theory]
    [InlineData(Role.Viewer, Role.Operator, "role: expected at most the caller's own, viewer; found operator")]
    [InlineData(Role.Operator, Role.Admin, "role: expected at most the caller's own, operator; found admin")]
    [InlineData(Role.Admin, (Role)3, "role: expected viewer, operator or admin; found 3")]
    [InlineData(Role.Admin, (Role)(-1), "role: expected viewer, operator or admin; found -1")]
    [InlineData(Role.Admin, Role.Admin, null)]
    [InlineData(Role.Operator, Role.Viewer, null)]
    public void Create_NobodyGivesMoreThanTheyHave(Role own, Role given, string? error)
    {
        var maker = new Caller { KeyId = "abcdefghijk1", Name = "ann", Role = own };

        var made = _fleet.RunAs(maker, () => _fleet.Ring().CreateAsync(new KeyRequest("x", given, null), default));

        Assert.Equal(error, made.Errors.IsEmpty ? null : $"{Assert.Single(made.Errors)}");
        Assert.Equal(error is null, made.Token is not null);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("a\tb", "the character U+0009")]
    [InlineData("a\nb", "the character U+000A")]
    [InlineData("a\u202Eb", "the character U+202E")]
    [InlineData("a\u2028b", "the character U+2028")]
    [InlineData("a\uD800b", "the character U+FFFD")]
    [InlineData(" a", "' a'")]
    [InlineData("a ", "'a '")]
    public void Create_NameThatCannotBeShown_IsRefused(string name, string found)
    {
        var error = Assert.Single(_fleet.CreateKey(name: name).Errors);

        Assert.Equal(("name", found), (error.Field, error.Found));
        Assert.Equal(0, _fleet.Storage.WriteCount);
    }

    [Fact]
    public void Create_AtAndPastTheLimits_TellsAllErrorsAtOnce()
    {
        Assert.Empty(_fleet.CreateKey(name: new string('x', 100), lifetime: TimeSpan.FromMinutes(1)).Errors);
        Assert.Empty(_fleet.CreateKey(name: "Zoë 東京", lifetime: TimeSpan.FromDays(3650)).Errors);

        var refused = _fleet.CreateKey(name: new string('x', 101), role: (Role)9, lifetime: TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));

        Assert.Equal(["name", "role", "for"], refused.Errors.Select(static error => error.Field));
        Assert.Equal("for", Assert.Single(_fleet.CreateKey(lifetime: TimeSpan.FromDays(3650) + TimeSpan.FromTicks(1)).Errors).Field);
    }

    [Fact]
    public void Create_OfATenantThatIsNotThere_IsRefused()
    {
        Assert.Equal("tenant: expected a tenant that there is; found 'acme'", $"{Assert.Single(_fleet.CreateKey("acme").Errors)}");
        Assert.Equal(0, _fleet.Storage.WriteCount);
    }

    [Fact]
    public void CreateFirst_OnceEver()
    {
        var first = _fleet.Run(() => _fleet.Ring().CreateFirstAsync("first", default))!;
        Assert.Equal((Role.Admin, null, "platform"), (first.Key!.Role, first.Key.ExpiresAt, first.Key.CreatedBy));

        Assert.Null(_fleet.Run(() => _fleet.Ring().CreateFirstAsync("first", default)));
        Revoke(first.Key.Id);
        _fleet.RunFor(TimeSpan.FromDays(40));
        _fleet.CreateKey(name: "drops what is over", lifetime: Hour);
        _fleet.RunFor(TimeSpan.FromDays(40));
        _fleet.Crash();

        Assert.Null(_fleet.Run(() => _fleet.Ring().CreateFirstAsync("first", default)));
    }

    [Fact]
    public void CreateFirst_WhereAKeyWasMadeOtherwise_IsNone()
    {
        _fleet.CreateKey();

        Assert.Null(_fleet.Run(() => _fleet.Ring().CreateFirstAsync("first", default)));
    }

    [Fact]
    public void ReplaceFirst_ByOneWrite_TheOneBeforeIsRevokedAndOthersStay()
    {
        var first = _fleet.Run(() => _fleet.Ring().CreateFirstAsync("first", default))!;
        var other = _fleet.CreateKey();
        var writes = _fleet.Storage.WriteCount;

        var second = _fleet.Run(() => _fleet.Ring().ReplaceFirstAsync("second", default));

        Assert.Equal(writes + 1, _fleet.Storage.WriteCount);
        Assert.Null(_fleet.Authenticate(first.Token));
        Assert.Equal(Role.Admin, _fleet.Authenticate(second.Token)!.Role);
        Assert.NotNull(_fleet.Authenticate(other.Token));
        Assert.Equal(["key.create", "key.create", "key.revoke", "key.create"], _fleet.Actions());
    }

    [Fact]
    public void ReplaceFirst_WhereTheRingIsFull_IsStillAWayIn()
    {
        for (var i = 0; i < 200; i++)
        {
            _fleet.CreateKey();
        }

        Assert.NotNull(_fleet.Authenticate(_fleet.Run(() => _fleet.Ring().ReplaceFirstAsync("way back", default)).Token));
    }

    [Fact]
    public void Clear_ForgetsAllKeys_AndMakesNoFirstKeyAgain()
    {
        var made = _fleet.CreateKey();

        _fleet.Fleet.Host.Run(() => _fleet.Ring().ClearAsync(default));

        Assert.Empty(List());
        Assert.Null(_fleet.Authenticate(made.Token));
        Assert.Null(_fleet.Run(() => _fleet.Ring().CreateFirstAsync("first", default)));
    }

    [Fact]
    public void SameSeed_SameKeys_OtherSeed_OtherKeys()
    {
        static string Made(ulong seed)
        {
            using var fleet = new TestFleet(seed);
            return fleet.CreateKey().Token!;
        }

        Assert.Equal(Made(7), Made(7));
        Assert.NotEqual(Made(7), Made(8));
    }

    private static ApiToken Token(CreateKeyResult made) => ApiToken.TryParse(made.Token)!;

    private KeyRingState? Stored() => _fleet.Storage.Find<KeyRingState>("keys", "platform");

    private ImmutableArray<ApiKeyView> List() => _fleet.Run(() => _fleet.Ring().ListAsync(default));

    private WriteOutcome Revoke(string keyId) => _fleet.Run(() => _fleet.Ring().RevokeAsync(keyId, default)).Outcome;
}
