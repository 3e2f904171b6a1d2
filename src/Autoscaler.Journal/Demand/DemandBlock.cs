using Autoscaler.Grains.Journal;

namespace Autoscaler.Journal.Demand;

/// <summary>Steps of a component that follow each other.</summary>
/// <param name="Component">The component.</param>
/// <param name="First">The first step's number.</param>
/// <param name="Cells">What is known of each.</param>
internal readonly record struct DemandBlock(ComponentName Component, long First, DemandCell[] Cells);
