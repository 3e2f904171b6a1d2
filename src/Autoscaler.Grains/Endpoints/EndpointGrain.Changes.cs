using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.History;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Grains.Endpoints;

/// <summary>How an endpoint writes down what people change, before it is done.</summary>
internal sealed partial class EndpointGrain
{
    private Task JournalAsync(string action, string? subject, ImmutableArray<ChangedField> fields, CancellationToken cancellationToken) =>
        history.AppendChangeAsync(ChangeRecords.Of(CallerContext.Current, clock.GetUtcNow(), action) with { Tenant = _id.Tenant, Endpoint = _id, Subject = subject, Fields = fields }, cancellationToken);
}
