namespace Autoscaler.Decisions.Startup.Calibration;

/// <summary>What might make an uncached start take as long as published.</summary>
public enum Explanation
{
    /// <summary>A: image and weights share the network, and unpacking has a ceiling; the disk bounds nothing.</summary>
    Unpack,

    /// <summary>B: one disk that weights are written to once and the image unpacked; its ratio from the rows alone.</summary>
    DiskRowsOnly,

    /// <summary>B, with the unpacked sizes that SOCI's figures state as two more observations of the ratio.</summary>
    Disk,

    /// <summary>Both, each fitted as if it alone explained the rows.</summary>
    BothApart,

    /// <summary>Both: the disk as in <see cref="Disk"/>, and the lowest unpack ceiling that leaves its rows as they are.</summary>
    Combined,
}
