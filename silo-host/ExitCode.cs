namespace Autoscaler.SiloHost;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>It could not start, or a part of it failed.</summary>
    public const int Failed = 1;

    /// <summary>The options were refused; nothing was started.</summary>
    public const int BadInput = 2;
}
