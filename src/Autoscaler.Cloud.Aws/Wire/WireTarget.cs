namespace Autoscaler.Cloud.Aws.Wire;

/// <summary>A service of AWS that speaks JSON over POST, as AWS describes it.</summary>
internal sealed record WireTarget
{
    /// <summary>Its id, as <c>CloudWatch</c>; in capitals it is what <c>AWS_ENDPOINT_URL_SERVICE</c> ends with.</summary>
    public required string Id { get; init; }

    /// <summary>What requests are signed for.</summary>
    public required string SigningName { get; init; }

    /// <summary>The first part of its host's name.</summary>
    public required string HostPrefix { get; init; }

    /// <summary>The first part of its host's name where only validated cryptography is allowed.</summary>
    public required string FipsHostPrefix { get; init; }

    /// <summary>The first part of its host's name where both versions of IP are spoken.</summary>
    public required string DualStackHostPrefix { get; init; }

    /// <summary>What stands before an operation's name in <c>X-Amz-Target</c>.</summary>
    public required string TargetPrefix { get; init; }

    /// <summary>The protocol's version, as <c>1.0</c>.</summary>
    public required string JsonVersion { get; init; }

    /// <summary>The version of its interface, a date.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>CloudWatch, of which the JSON protocol is one of three.</summary>
    public static WireTarget CloudWatch { get; } = new()
    {
        Id = "CloudWatch",
        SigningName = "monitoring",
        HostPrefix = "monitoring",
        FipsHostPrefix = "monitoring-fips",
        DualStackHostPrefix = "monitoring",
        TargetPrefix = "GraniteServiceVersion20100801",
        JsonVersion = "1.0",
        ApiVersion = "2010-08-01",
    };

    /// <summary>The registry of container images.</summary>
    public static WireTarget Ecr { get; } = new()
    {
        Id = "ECR",
        SigningName = "ecr",
        HostPrefix = "api.ecr",
        FipsHostPrefix = "ecr-fips",
        DualStackHostPrefix = "ecr",
        TargetPrefix = "AmazonEC2ContainerRegistry_V20150921",
        JsonVersion = "1.1",
        ApiVersion = "2015-09-21",
    };
}
