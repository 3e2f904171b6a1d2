using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Journal;

/// <summary>What differs between two specs, for the journal of changes.</summary>
internal static class ChangedFields
{
    /// <summary>Each field that differs; all of them where there was no spec.</summary>
    public static ImmutableArray<ChangedField> Between(EndpointSpec? from, EndpointSpec? to) => [];
}
