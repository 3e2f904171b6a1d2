namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>The result of a method that has none.</summary>
public readonly record struct VoidResult;
