namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>How the attributes of an interface method say that its calls run.</summary>
[Flags]
public enum RequestOptions
{
    /// <summary>A normal call: one at a time, with a response.</summary>
    None = 0,

    /// <summary>Runs beside any call.</summary>
    AlwaysInterleave = 1,

    /// <summary>Runs beside read-only calls.</summary>
    ReadOnly = 2,

    /// <summary>The caller gets no response.</summary>
    OneWay = 4,
}
