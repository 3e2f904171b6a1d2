namespace Orleans.SingleProcess;

/// <summary>What a turn excludes.</summary>
internal enum TurnKind : byte
{
    /// <summary>Every turn that is not interleaving.</summary>
    Blocking,

    /// <summary>Blocking turns.</summary>
    ReadOnly,

    /// <summary>Nothing.</summary>
    Interleaving,
}
