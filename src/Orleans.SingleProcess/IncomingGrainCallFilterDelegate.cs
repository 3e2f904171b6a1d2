namespace Orleans;

/// <summary>A filter as a function.</summary>
#pragma warning disable CA1711 // Orleans names it so.
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);
#pragma warning restore CA1711
