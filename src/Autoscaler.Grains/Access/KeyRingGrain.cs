using System.Diagnostics;
using System.Globalization;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Clients;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Tenants;
using Autoscaler.Grains.Journal;
using Autoscaler.Grains.Storage;

namespace Autoscaler.Grains.Access;

/// <summary>The keys of a tenant or of the platform. Looking a key up interleaves: it reads what is written, and nobody waits for somebody else's new key.</summary>
internal sealed class KeyRingGrain(
    [PersistentState("keys")] IPersistentState<KeyRingState> storage, IJournalStore history, ISecretSource secrets, TimeProvider clock) : Grain, IKeyRingGrain
{
    // Another activation may have revoked a key: what this one says is at most so old. In life a ring has two for seconds, after a silo was lost.
    private static readonly TimeSpan LongestDoubt = TimeSpan.FromSeconds(10);

    // Two of 62 random bits are never the same; a source that repeats itself must not spin.
    private const int MaxIdsTried = 8;

    private CommittedState<KeyRingState>? _state;
    private KeyRingId _id;
    private StateDoubt? _doubt;

    private CommittedState<KeyRingState> State => _state!;

    private KeyRingState Current => _state!.Current;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _id = GrainKeys.Read(this.GetPrimaryKeyString(), KeyRingId.Parse);
        _state = new CommittedState<KeyRingState>(storage, DeactivateOnIdle);
        _doubt = new StateDoubt(clock, LongestDoubt);
    }

    public async Task<CreateKeyResult> CreateAsync(KeyRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (caller, now) = (CallerContext.Current, clock.GetUtcNow());
        var errors = KeyRules.Validate(request, caller, Current.CountInForce(now));
        if (errors.IsEmpty && _id.Tenant is { } tenant && !(await GrainFactory.GetGrain<ITenantGrain>(tenant.Value).GetViewAsync(cancellationToken)).Exists)
        {
            errors = [KeyRules.NoTenant(tenant)];
        }

        if (!errors.IsEmpty)
        {
            await State.VerifyAsync(cancellationToken);
            return new CreateKeyResult(null, null, errors);
        }

        var (key, token) = Make(request.Name, request.Role, request.Lifetime is { } lifetime ? now + lifetime : null, isFirst: false, now);
        await JournalCreateAsync(key.View, cancellationToken);
        await State.UpdateAsync(state => state.With(key, now), cancellationToken);
        return new CreateKeyResult(key.View, token, []);
    }

    public async Task<CreateKeyResult?> CreateFirstAsync(string name, CancellationToken cancellationToken)
    {
        if (Current.HeldAny)
        {
            await State.VerifyAsync(cancellationToken);
            return null;
        }

        return await MakeFirstAsync(name, cancellationToken);
    }

    public Task<CreateKeyResult> ReplaceFirstAsync(string name, CancellationToken cancellationToken) => MakeFirstAsync(name, cancellationToken);

    public async Task<ImmutableArray<ApiKeyView>> ListAsync(CancellationToken cancellationToken)
    {
        await State.VerifyAsync(cancellationToken);
        return [.. Current.Listed(clock.GetUtcNow()).Select(static key => key.View)];
    }

    public async Task<ChangeResult> RevokeAsync(string keyId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        var now = clock.GetUtcNow();
        if (Current.Find(keyId, now) is not { } key || !key.IsInForce(now))
        {
            await State.VerifyAsync(cancellationToken);
            return new ChangeResult(Current.Find(keyId, now) is null ? WriteOutcome.Absent : WriteOutcome.Unchanged, [], 0);
        }

        await JournalRevokeAsync(key.View, now, cancellationToken);
        await State.UpdateAsync(state => state.Revoke(chosen => chosen.View.Id == keyId, now), cancellationToken);
        return new ChangeResult(WriteOutcome.Changed, [], 0);
    }

    public async Task<Caller?> AuthenticateAsync(string keyId, string secret, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        ArgumentNullException.ThrowIfNull(secret);
        if (keyId.Length != ApiToken.KeyIdLength || secret.Length != ApiToken.SecretLength)
        {
            return null;
        }

        await _doubt!.SettleAsync(State, cancellationToken);
        StoredKey? found = null;
        foreach (var key in Current.Keys)
        {
            // All of them: where in the list a key stands is nobody's business either.
            found = key.View.Id == keyId ? key : found;
        }

        // A secret is hashed and compared also where there is no such key.
        var isRight = KeySecret.Matches(secret, found?.SecretHash ?? KeySecret.HashOfNobody);
        return isRight && found is { View: var view } && found.IsInForce(clock.GetUtcNow())
            ? new Caller { KeyId = view.Id, Name = view.Name, Role = view.Role, Tenant = view.Tenant }
            : null;
    }

    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        if (!await State.UpdateAsync(static state => state.Keys.IsEmpty ? null : state with { Keys = [] }, cancellationToken))
        {
            await State.VerifyAsync(cancellationToken);
        }
    }

    // One write makes the new key and revokes the one before: nobody is ever without either, nor has both.
    private async Task<CreateKeyResult> MakeFirstAsync(string name, CancellationToken cancellationToken)
    {
        var errors = KeyRules.ValidateName(name);
        if (!errors.IsEmpty)
        {
            return new CreateKeyResult(null, null, errors);
        }

        var now = clock.GetUtcNow();
        var (key, token) = Make(name, Role.Admin, expiresAt: null, isFirst: true, now);
        foreach (var replaced in Current.Keys.Where(old => old.IsFirst && old.IsInForce(now)))
        {
            await JournalRevokeAsync(replaced.View, now, cancellationToken);
        }

        await JournalCreateAsync(key.View, cancellationToken);
        await State.UpdateAsync(state => state.Revoke(static old => old.IsFirst, now).With(key, now), cancellationToken);
        return new CreateKeyResult(key.View, token, []);
    }

    private (StoredKey Key, string Token) Make(string name, Role role, DateTimeOffset? expiresAt, bool isFirst, DateTimeOffset now)
    {
        var secret = KeySecret.Create(secrets);
        var view = new ApiKeyView
        {
            Id = FreeId(),
            Name = name,
            Role = role,
            Tenant = _id.Tenant,
            CreatedAt = now,
            ExpiresAt = expiresAt,
            CreatedBy = ChangeRecords.Name(CallerContext.Current),
        };
        return (new StoredKey { View = view, SecretHash = KeySecret.HashOf(secret), IsFirst = isFirst }, new ApiToken(_id, view.Id, secret).Text);
    }

    private string FreeId()
    {
        for (var tried = 0; tried < MaxIdsTried; tried++)
        {
            var id = KeySecret.CreateId(secrets);
            if (!Current.Keys.Any(key => key.View.Id == id))
            {
                return id;
            }
        }

        throw new UnreachableException($"{MaxIdsTried} random ids in a row belong to keys of {_id}.");
    }

    private Task JournalCreateAsync(ApiKeyView key, CancellationToken cancellationToken)
    {
        var fields = ImmutableArray.Create(new ChangedField("name", null, key.Name), new ChangedField("role", null, KeyRules.Text(key.Role)));
        return JournalAsync("key.create", key, key.ExpiresAt is { } at ? fields.Add(new ChangedField("expiresAt", null, Text(at))) : fields, cancellationToken);
    }

    private Task JournalRevokeAsync(ApiKeyView key, DateTimeOffset now, CancellationToken cancellationToken) =>
        JournalAsync("key.revoke", key, [new ChangedField("revokedAt", null, Text(now))], cancellationToken);

    private Task JournalAsync(string action, ApiKeyView key, ImmutableArray<ChangedField> fields, CancellationToken cancellationToken) =>
        history.AppendChangeAsync(ChangeRecords.Of(CallerContext.Current, clock.GetUtcNow(), action) with { Tenant = _id.Tenant, Subject = key.Id, Fields = fields }, cancellationToken);

    private static string Text(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
