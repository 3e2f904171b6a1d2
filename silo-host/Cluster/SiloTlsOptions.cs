namespace Autoscaler.SiloHost.Cluster;

/// <summary>
/// TLS on the silo port and on the gateway port. Both sides show a certificate: one that the authority signed, for the host name that they all share.
/// </summary>
internal sealed record SiloTlsOptions
{
    /// <summary>This silo's certificate, a PFX or PEM file; null, the default, leaves connections in the clear.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The private key of a PEM certificate, a PEM file; null, the default, for a PFX file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The password of the PFX file or of the key; null, the default, for none.</summary>
    public string? Password { get; init; }

    /// <summary>The certificates that sign the others', a PEM file; null, the default, trusts what the machine trusts.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>The DNS name that every silo's and client's certificate is for; must be there with a certificate.</summary>
    public string? HostName { get; init; }

    /// <summary>Whether connections are encrypted.</summary>
    public bool IsOn => CertificateFile is not null;
}
