using System.Reflection;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.History;
using Autoscaler.Grains.Access;

namespace Autoscaler.Grains.Tests.Access;

/// <summary>Who may call what.</summary>
public sealed class AccessRulesTests
{
    private static readonly ImmutableArray<Caller?> Columns =
    [
        null,
        Key(Role.Viewer, "acme"), Key(Role.Operator, "acme"), Key(Role.Admin, "acme"),
        Key(Role.Viewer, "globex"), Key(Role.Operator, "globex"), Key(Role.Admin, "globex"),
        Key(Role.Viewer, null), Key(Role.Operator, null), Key(Role.Admin, null),
    ];

    private static readonly ImmutableArray<MethodInfo> Methods =
    [
        .. typeof(IEndpointGrain).Assembly.GetTypes()
            .Where(static type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type))
            .SelectMany(static type => type.GetMethods()),
    ];

    private readonly AccessRules _rules = new();

    public static TheoryData<string, string, string> Table
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (method, key, allowed) in AccessTable.Rows)
            {
                data.Add(method, key, allowed);
            }

            return data;
        }
    }

    [Fact]
    public void Table_HasEveryMethodOfEveryGrain_AndNoOther() => Assert.Equal(
        Methods.Select(NameOf).Order(StringComparer.Ordinal), AccessTable.Rows.Select(static row => row.Method).Distinct().Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Table))]
    public void Method_ForEachCaller_IsAllowedAsTheTableSays(string method, string key, string allowed) =>
        Assert.Equal(allowed, Spaced(Columns.Select(caller => Outcome(MethodOf(method), key, caller))));

    [Theory, MemberData(nameof(Table))]
    public void Method_FromAClientOrAnObserver_IsCheckedAsWellAsFromOutside(string method, string key, string allowed)
    {
        foreach (var source in new[] { "sys.client", "sys.client.1234", "sys.observer" })
        {
            Assert.Equal(allowed, Spaced(Columns.Select(caller => Outcome(MethodOf(method), key, caller, GrainId.Create(source, "1")))));
        }
    }

    [Theory, MemberData(nameof(Table))]
    public void Method_FromAGrain_PassesForEveryCaller(string method, string key, string allowed)
    {
        Assert.Equal('y', allowed[0]);
        Assert.Equal("y yyy yyy yyy", Spaced(Columns.Select(caller => Outcome(MethodOf(method), key, caller, GrainId.Create("endpoint", "globex/chat")))));
    }

    [Theory]
    [InlineData("IEndpointGrain.GetViewAsync", "acme")]
    [InlineData("IEndpointGrain.GetViewAsync", "acme/")]
    [InlineData("IEndpointGrain.GetViewAsync", "/chat")]
    [InlineData("IEndpointGrain.GetViewAsync", "acme/chat/0")]
    [InlineData("IEndpointGrain.GetViewAsync", "acme/../globex/chat")]
    [InlineData("IKeyRingGrain.ListAsync", "acme")]
    [InlineData("IKeyRingGrain.ListAsync", "tenant/")]
    [InlineData("IKeyRingGrain.ListAsync", "Platform")]
    [InlineData("IHistoryGrain.GetEventsAsync", "acme/chat/0")]
    [InlineData("IHistoryGrain.GetEventsAsync", "acme/")]
    public void Key_ThatNamesNothing_IsNotVisibleToAnybody(string method, string key) =>
        Assert.Equal("y nnn nnn nnn", Spaced(Columns.Select(caller => Outcome(MethodOf(method), key, caller))));

    [Theory]
    [InlineData("IEndpointGrain.GetViewAsync", "ACME/chat")]
    [InlineData("IEndpointGrain.GetViewAsync", "acme /chat")]
    [InlineData("IEndpointGrain.GetViewAsync", "acme\0/chat")]
    [InlineData("IEndpointGrain.GetViewAsync", "../acme")]
    [InlineData("ITenantGrain.GetViewAsync", "acme/chat")]
    [InlineData("ITenantGrain.GetViewAsync", "*")]
    [InlineData("IKeyRingGrain.ListAsync", "tenant/acme/..")]
    [InlineData("IHistoryGrain.GetEventsAsync", "**")]
    public void Key_ThatLooksLikeATenants_IsAnothers(string method, string key) =>
        Assert.Equal("y nnn nnn", Spaced(Columns.Select(caller => Outcome(MethodOf(method), key, caller)))[..9]);

    [Fact]
    public void Denial_NamesTheCallAndTheKey_AndNothingElse()
    {
        var denied = Assert.Throws<AccessDeniedException>(() =>
            _rules.ThrowIfDenied(Key(Role.Viewer, "acme")!, null, GrainId.Create("endpoint", "globex/chat"), MethodOf("IEndpointGrain.GetViewAsync")));

        Assert.Equal("IEndpointGrain.GetViewAsync of 'globex/chat' concerns nothing that there is for this key; it was called for key key-of-acme.", denied.Message);
    }

    [Fact]
    public void Method_OfNobodysInterface_IsNotOffered()
    {
        var ofTheRuntime = typeof(IRemindable).GetMethods().Single();

        Assert.Equal("y xxx xxx xxx", Spaced(Columns.Select(caller => Outcome(ofTheRuntime, "0", caller))));
    }

    [Fact]
    public void Observer_IsToldWhateverTheCaller()
    {
        var told = typeof(IEndpointObserver).GetMethods().Single();

        Assert.All(Columns.OfType<Caller>(), caller => _rules.ThrowIfDenied(caller, GrainId.Create("endpoint", "acme/chat"), GrainId.Create("sys.observer", "1-1"), told));
        Assert.All(Columns.OfType<Caller>(), caller => _rules.ThrowIfDenied(caller, null, GrainId.Create("sys.observer", "1-1"), told));
    }

    [Fact]
    public void HistoryOfAll_IsNotATenantOfThatName()
    {
        Assert.Equal(HistoryScope.All, HistoryScope.Parse("*"));
        Assert.Equal('n', Outcome(MethodOf("IHistoryGrain.GetEventsAsync"), "*", Key(Role.Admin, "*")));
    }

    private static Caller? Key(Role role, string? tenant) =>
        new() { KeyId = $"key-of-{tenant ?? "platform"}", Name = "test", Role = role, Tenant = tenant is null ? null : new TenantId(tenant) };

    private static MethodInfo MethodOf(string name) => Methods.Single(method => NameOf(method) == name);

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static string Spaced(IEnumerable<char> outcomes)
    {
        var text = string.Concat(outcomes);
        return $"{text[0]} {text[1..4]} {text[4..7]} {text[7..10]}";
    }

    // Who calls without a caller is not asked at all: the filter's first question.
    private char Outcome(MethodInfo method, string key, Caller? caller, GrainId? source = null)
    {
        if (caller is null)
        {
            return 'y';
        }

        try
        {
            _rules.ThrowIfDenied(caller, source, GrainId.Create("grain", key), method);
            return 'y';
        }
        catch (AccessDeniedException e)
        {
            return e.Denial switch
            {
                AccessDenial.NotVisible => 'n',
                AccessDenial.RoleTooLow => 'r',
                AccessDenial.NotOffered => 'x',
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
    }
}
