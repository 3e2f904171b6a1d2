using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;
using Autoscaler.Dashboard.Access;
using Autoscaler.Documents;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Parts;

/// <summary>A component's policy, and its editing: what is written is judged and compared with what stands before it can be saved.</summary>
public partial class PolicyEditor
{
    private const string Document = "policy";

    private string? _draft;
    private ScalingPolicy? _from;
    private long _version;
    private DocumentResult<ScalingPolicy>? _read;
    private ImmutableArray<string> _errors = [];
    private ImmutableArray<DocumentChange>? _diff;
    private bool _isBusy;

    /// <summary>The endpoint.</summary>
    [Parameter, EditorRequired]
    public EndpointId Endpoint { get; set; }

    /// <summary>The component.</summary>
    [Parameter, EditorRequired]
    public ComponentSpec Component { get; set; } = null!;

    /// <summary>The endpoint's version.</summary>
    [Parameter, EditorRequired]
    public long Version { get; set; }

    [Inject]
    private DashboardSession Session { get; set; } = null!;

    [Inject]
    private Changes Changes { get; set; } = null!;

    [Inject]
    private IGrainFactory Grains { get; set; } = null!;

    private string Standing => PolicyDocument.WriteYaml(Component.Policy);

    private void Edit()
    {
        (_draft, _from, _version) = (Standing, Component.Policy, Version);
        (_errors, _diff, _read) = ([], null, null);
    }

    private void Cancel() => _draft = null;

    // The comparison then shows what of the others' changes would be lost.
    private void Rebase()
    {
        (_from, _version) = (Component.Policy, Version);
        Compare();
    }

    // What was compared is no longer what is written.
    private void Type(ChangeEventArgs typed) => (_draft, _diff) = (typed.Value as string ?? string.Empty, null);

    private void Compare()
    {
        _read = PolicyDocument.Parse(_draft!, Document, DocumentSyntax.Yaml);
        _errors = [.. _read.Errors.Select(Word)];
        _diff = _read.Value is { } policy ? Between(_from!, policy) : null;
    }

    private async Task SaveAsync()
    {
        if (_read?.Value is not { } policy || _isBusy)
        {
            return;
        }

        _isBusy = true;
        var read = _read;
        var condition = WriteCondition.Version(_version);
        _errors = await Changes.TryAsync(
            $"The policy of {Component.Name.Value} is saved",
            cancellationToken => Grains.GetGrain<IEndpointGrain>(Endpoint.ToString()).SetPolicyAsync(Component.Name, policy, condition, cancellationToken),
            error => Word(read.Locate(error)));
        _isBusy = false;
        if (_errors.IsEmpty)
        {
            _draft = null;
        }
    }

    private ImmutableArray<DocumentChange> Between(ScalingPolicy from, ScalingPolicy to) =>
        DocumentDiff.Between(SpecWith(from), SpecWith(to)).Select(change => change with { Path = change.Path[(change.Path.IndexOf("].policy.", StringComparison.Ordinal) is var at and >= 0 ? at + "].policy.".Length : 0)..] }).ToImmutableArray();

    // The comparison is of whole endpoints; all but the policy is the same.
    private EndpointSpec SpecWith(ScalingPolicy policy) => new()
    {
        Id = Endpoint,
        Components = [Component with { Policy = policy }],
        InstanceTypes = [],
        Zones = [],
    };

    private static string Word(InputError error) =>
        $"{(error.Line is { } line ? $"Line {line}{(error.Column is { } column ? $", character {column}" : "")}: " : "")}{error.Field}: expected {error.Expected}; found {error.Found}";
}
