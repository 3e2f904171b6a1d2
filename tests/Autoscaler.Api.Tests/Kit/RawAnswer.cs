namespace Autoscaler.Api.Tests.Kit;

/// <summary>What came back over a bare connection.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">Everything behind the status line.</param>
internal sealed record RawAnswer(int Status, string Text);
