using System.Globalization;
using Autoscaler.Api.Streams;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.History;
using Autoscaler.Decisions.Specs;
using Autoscaler.Documents;

namespace Autoscaler.Api.Calls;

/// <summary>The parameters of the API's queries.</summary>
internal static class Parameters
{
    /// <summary>Items of a page where a request does not say.</summary>
    public const int DefaultLimit = 100;

    /// <summary>The longest that a request can wait for a copy.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    public static readonly QueryParameter<int> Limit = new(
        "limit", $"Most items of the page. Default {DefaultLimit}.", $"a whole number, 1 to {EndpointQuery.MaxLimit}", QueryForm.Integer,
        static (text, out value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 1 and <= EndpointQuery.MaxLimit);

    public static readonly QueryParameter<EndpointId?> AfterEndpoint = new(
        "after", "What the page before gave as next.", "an endpoint, as tenant/endpoint", QueryForm.Text, TryReadEndpoint);

    public static readonly QueryParameter<TenantId?> AfterTenant = new("after", "What the page before gave as next.", "a tenant", QueryForm.Text, TryReadTenant);

    public static readonly QueryParameter<long?> AfterEvent = new(
        "after", "Only events behind this one, the oldest first. Where a stream begins.", "a number of an event, 0 or more", QueryForm.Integer,
        static (text, out value) => TryReadNumber(text, 0, out value));

    public static readonly QueryParameter<long?> Before = new(
        "before", "Only what is before this number, the newest first.", "a number of the journal, 1 or more", QueryForm.Integer,
        static (text, out value) => TryReadNumber(text, 1, out value));

    public static readonly QueryParameter<string?> Name = new(
        "name", "Part of the endpoint's name.", $"part of a name: {NameSyntax.NameRule}", QueryForm.Text, static (text, out value) => NameSyntax.IsName(value = text));

    public static readonly QueryParameter<EndpointPhase?> Phase = new(
        "phase", "The endpoint's phase.", "active or deleting", QueryForm.Text,
        static (text, out value) => (value = text switch { "active" => EndpointPhase.Active, "deleting" => EndpointPhase.Deleting, _ => null }) is not null);

    public static readonly QueryParameter<EventKinds> Kinds = new(
        "kinds", "Kinds of events. Default all.", $"some of {EventKindWords.List}, with commas between them", QueryForm.Text, EventKindWords.TryParse);

    public static readonly QueryParameter<TenantId?> Tenant = new("tenant", "The tenant. Default all that the key sees.", "a tenant", QueryForm.Text, TryReadTenant);

    public static readonly QueryParameter<ComponentName?> Component = new(
        "component", "The component. Default all.", $"a component: {NameSyntax.NameRule}", QueryForm.Text,
        static (text, out value) => (value = NameSyntax.IsName(text) ? new ComponentName(text) : null) is not null);

    public static readonly QueryParameter<bool> Holds = new(
        "holds", "Whether runs of decisions without effects are listed too. Default false.", "true or false", QueryForm.Boolean,
        static (text, out value) => (value = text == "true") || text == "false");

    public static readonly QueryParameter<DateTimeOffset?> From = new("from", "From when on. Default an hour before the end.", IsoTimeText.Rule, QueryForm.Time, TryReadTime);

    public static readonly QueryParameter<DateTimeOffset?> To = new("to", "Until when, itself not included. Default now.", IsoTimeText.Rule, QueryForm.Time, TryReadTime);

    public static readonly QueryParameter<TimeSpan> Step = new(
        "step", "Time between points. Points of 10 s are kept for 3 h, those of 1 min for 15 days. Default 10s.", "10s or 1m", QueryForm.Text,
        static (text, out value) =>
        {
            value = text == "1m" ? DemandQuery.Coarse : DemandQuery.Fine;
            return text is "10s" or "1m";
        });

    public static readonly QueryParameter<TimeSpan> Wait = new(
        "wait", "How long to wait for a copy. Default 0s.", $"{DurationText.Rule}, 0s to 2m", QueryForm.Text,
        static (text, out value) => (value = DurationText.Parse(text) ?? TimeSpan.MaxValue) <= LongestWait);

    private static bool TryReadTenant(string text, out TenantId? value) => (value = NameSyntax.IsName(text) ? new TenantId(text) : null) is not null;

    private static bool TryReadEndpoint(string text, out EndpointId? value)
    {
        value = text.Split('/') is [var tenant, var name] && NameSyntax.IsName(tenant) && NameSyntax.IsName(name) ? new EndpointId(new TenantId(tenant), name) : null;
        return value is not null;
    }

    private static bool TryReadNumber(string text, long least, out long? value)
    {
        value = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number : null;
        return value is not null;
    }

    private static bool TryReadTime(string text, out DateTimeOffset? value) => (value = IsoTimeText.Parse(text)) is not null;
}
