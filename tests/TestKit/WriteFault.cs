namespace Autoscaler.TestKit;

/// <summary>What becomes of a write.</summary>
public enum WriteFault
{
    /// <summary>It succeeds.</summary>
    None,

    /// <summary>It fails, and nothing is stored.</summary>
    Refuse,

    /// <summary>It is stored, and fails all the same.</summary>
    FailAfterwards,

    /// <summary>It does not end until it is let go.</summary>
    Hang,
}
