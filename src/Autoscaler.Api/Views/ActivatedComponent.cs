namespace Autoscaler.Api.Views;

/// <summary>A component with a copy that serves.</summary>
/// <param name="ReadyCopies">How many serve, 1 or more.</param>
internal sealed record ActivatedComponent(int ReadyCopies);
