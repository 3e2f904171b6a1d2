using System.Globalization;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Slots;
using Autoscaler.Dashboard.Charts;
using Autoscaler.Dashboard.Live;
using Autoscaler.Dashboard.Text;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Parts;

/// <summary>Copies' starts as bars of what they waited for, and what the cache saved them.</summary>
public partial class StartList
{
    private const int Most = 12;

    private ImmutableArray<JournalEntry> _of = [];
    private ImmutableArray<CopyStart> _starts = [];
    private ImmutableArray<StartupPhase> _phases = [];
    private ImmutableArray<(ImageOrigin Origin, int Count, TimeSpan Median)> _medians = [];
    private TimeSpan _longest;

    /// <summary>Entries of the journal that tell of copies that became ready, the newest first.</summary>
    [Parameter, EditorRequired]
    public ImmutableArray<JournalEntry> Starts { get; set; } = [];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_of == Starts)
        {
            return;
        }

        _of = Starts;
        _starts = CopyStart.Of(Starts);
        _longest = _starts.Take(Most).Select(static start => start.Took).DefaultIfEmpty(TimeSpan.Zero).Max();
        _phases = [.. _starts.SelectMany(static start => start.Segments).Select(static segment => segment.Phase).OfType<StartupPhase>().Distinct().Order()];
        _medians =
        [
            .. _starts.GroupBy(static start => start.Origin).OrderBy(static group => group.Key)
                .Select(static group => (group.Key, group.Count(), Quantiles.Of([.. group.Select(static start => start.Took).Order()], 0.5)!.Value)),
        ];
    }

    private static string NameOf(ImageOrigin origin) => origin switch
    {
        ImageOrigin.Registry => "pulled from the registry",
        ImageOrigin.Snapshot => "from the cache",
        _ => "on a running instance's disk",
    };

    private static string NameOf(StartSegment segment) => segment.Phase is { } phase ? Shown.Phase(phase) : "between";

    private static string LabelOf(CopyStart start) =>
        $"{start.Copy.Id}, {NameOf(start.Origin)}: {string.Join(", ", start.Segments.Select(static segment => $"{NameOf(segment)} {Shown.Duration(segment.Took)}"))}; {Shown.Duration(start.Took)} in all";

    private static string Total(CopyStart start, StartupPhase? phase)
    {
        var took = start.Segments.Where(segment => segment.Phase == phase).Aggregate(TimeSpan.Zero, static (sum, segment) => sum + segment.Took);
        return took == TimeSpan.Zero ? Shown.Unknown : Shown.Duration(took);
    }

    private string SavedBy(ImageOrigin origin, TimeSpan median) =>
        origin != ImageOrigin.Registry && _medians is [{ Origin: ImageOrigin.Registry, Median: var pulled }, ..] && pulled > median ? $", {Shown.Duration(pulled - median)} less than pulled" : string.Empty;

    private string Percent(TimeSpan took) => string.Create(CultureInfo.InvariantCulture, $"{100 * took / _longest:0.##}%");
}
