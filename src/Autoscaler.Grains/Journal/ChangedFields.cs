using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents;

namespace Autoscaler.Grains.Journal;

/// <summary>What differs between two specs, for the journal of changes: as people write it.</summary>
internal static class ChangedFields
{
    /// <summary>Each field that differs; all of them where there was no spec.</summary>
    public static ImmutableArray<ChangedField> Between(EndpointSpec? from, EndpointSpec? to) =>
        [.. DocumentDiff.Between(from, to).Select(static change => new ChangedField(change.Path, change.From, change.To))];
}
