namespace Autoscaler.Cli.Server;

/// <summary>Where a server is, and what it is shown.</summary>
/// <param name="Server">The address that those of the API begin with; it ends in a slash.</param>
/// <param name="Key">The key; null where none was given.</param>
internal sealed record Connection(Uri Server, string? Key)
{
    /// <summary>Without the key, so that no message shows it.</summary>
    public override string ToString() => Server.ToString().TrimEnd('/');
}
