using Autoscaler.SiloHost.Options;

namespace Autoscaler.SiloHost.Cluster;

/// <summary>What the TLS options must satisfy: all or nothing, and files that are there.</summary>
internal static class TlsRules
{
    private const string Section = $"{ClusterSection.Name}:{nameof(SiloClusterOptions.Tls)}";

    public static IEnumerable<OptionError> Check(SiloTlsOptions tls)
    {
        if (!tls.IsOn)
        {
            foreach (var (name, value) in new[] { ("KeyFile", tls.KeyFile), ("AuthorityFile", tls.AuthorityFile), ("HostName", tls.HostName) })
            {
                if (value is not null)
                {
                    yield return new OptionError($"{Section}:{name}", "nothing without Tls:CertificateFile", value);
                }
            }

            yield break;
        }

        if (tls.HostName is null || Uri.CheckHostName(tls.HostName) != UriHostNameType.Dns)
        {
            yield return new OptionError($"{Section}:HostName", "the DNS name that all certificates are for", tls.HostName);
        }

        foreach (var (name, file) in new[] { ("CertificateFile", tls.CertificateFile), ("KeyFile", tls.KeyFile), ("AuthorityFile", tls.AuthorityFile) })
        {
            if (file is not null && !File.Exists(file))
            {
                yield return new OptionError($"{Section}:{name}", "a file that is there", file);
            }
        }
    }
}
