using Autoscaler.Contracts.Access;

namespace Autoscaler.Api.Views;

/// <summary>The keys of a ring, the newest first; those that were revoked or have expired lately are among them.</summary>
/// <param name="Keys">The keys.</param>
internal sealed record KeyList(ImmutableArray<ApiKeyView> Keys);
