using System.Text.Json;
using Autoscaler.Contracts.Caching;
using Autoscaler.Dashboard.Access;
using Autoscaler.Documents.Requests;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Parts;

/// <summary>Asks for an image in a cache ahead of the spec that will name it.</summary>
public partial class PrebuildForm
{
    private const string Form = "prebuild";

    private string _reference = string.Empty;
    private string _digest = string.Empty;
    private double? _sizeGb;
    private bool _isBusy;
    private ImmutableArray<string> _errors = [];

    /// <summary>The endpoint.</summary>
    [Parameter, EditorRequired]
    public EndpointId Endpoint { get; set; }

    [Inject]
    private Changes Changes { get; set; } = null!;

    [Inject]
    private IGrainFactory Grains { get; set; } = null!;

    private async Task AskAsync()
    {
        // As a request says it, so that the same is refused, in the same words.
        var request = new Dictionary<string, object?> { ["reference"] = _reference.Trim() };
        if (_digest.Trim() is { Length: > 0 } digest)
        {
            request["digest"] = digest;
        }

        if (_sizeGb is { } size)
        {
            request["sizeGb"] = size;
        }

        var read = PrebuildDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(request), Form);
        if (read.Value is not { } prebuild)
        {
            _errors = [.. read.Errors.Select(static error => $"{error.Field}: expected {error.Expected}; found {error.Found}")];
            return;
        }

        _isBusy = true;
        _errors = await Changes.TryAsync(
            $"{prebuild.Image.Reference} will be in the cache of {Endpoint}", "The endpoint is being deleted, or its cache holds as many prebuilt images as it may.",
            cancellationToken => Grains.GetGrain<IImageCacheGrain>(Endpoint.ToString()).PrebuildAsync(prebuild.Image, cancellationToken));
        _isBusy = false;
    }
}
