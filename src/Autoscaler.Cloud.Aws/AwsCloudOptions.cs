using Autoscaler.Contracts.Clients;
using Autoscaler.Cloud.Aws.Ec2;
using Autoscaler.Cloud.Aws.Kms;
using Autoscaler.Cloud.Aws.Prices;

namespace Autoscaler.Cloud.Aws;

/// <summary>What a fleet on AWS is made of. Checked whole, with every error at once, before anything is called.</summary>
public sealed record AwsCloudOptions
{
    /// <summary>How AWS is called.</summary>
    public AwsOptions Connection { get; init; } = new();

    /// <summary>
    /// This installation's name, the tag <c>autoscaler:fleet</c> of all that it makes: two in one account and Region need two names, or each would take the other's
    /// instances for orphans. 1 to 32 lower-case letters, digits and hyphens; default <c>autoscaler</c>. Not to be changed while anything carries it.
    /// </summary>
    public string Fleet { get; init; } = "autoscaler";

    /// <summary>Instances, their network and their disks.</summary>
    public required Ec2Options Ec2 { get; init; }

    /// <summary>What an instance runs and whom it reports to.</summary>
    public required AgentOptions Agent { get; init; }

    /// <summary>The machines that fill caches.</summary>
    public BuilderOptions Builder { get; init; } = new();

    /// <summary>Encryption keys.</summary>
    public KeyOptions Keys { get; init; } = new();

    /// <summary>What instances cost.</summary>
    public PriceOptions Prices { get; init; } = new();

    /// <summary>
    /// Signs the tokens by which instances prove which slot they are. The same wherever tokens are made or checked. At least 32 bytes; never shown.
    /// </summary>
    public required SlotTokenSecret TokenSecret { get; init; }
}
