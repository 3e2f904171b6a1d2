using System.Text.Json.Nodes;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Api.Views;

/// <summary>An endpoint's components.</summary>
/// <param name="Components">The components, in the spec's order.</param>
internal sealed record ComponentList(ImmutableArray<ComponentDetails> Components);

/// <summary>One component.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Latest">What the latest tick decided for it; null before the first.</param>
/// <param name="LaunchesStopped">Whether the runaway guard stops its launches.</param>
/// <param name="Override">Copies set by hand; null where none are.</param>
/// <param name="Spec">What stands of it in the endpoint's document.</param>
internal sealed record ComponentDetails(ComponentName Name, ComponentDecision? Latest, bool LaunchesStopped, CopyOverride? Override, JsonObject Spec);
