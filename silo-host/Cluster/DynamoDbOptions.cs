namespace Autoscaler.SiloHost.Cluster;

/// <summary>The DynamoDB tables. Requests are paid one by one; nothing is provisioned.</summary>
internal sealed record DynamoDbOptions
{
    /// <summary>The AWS region, as us-east-1. Null, the default, where <see cref="EmulatorUrl"/> is set.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// An emulator, as http://localhost:8000; null, the default, is AWS. The provider signs calls to a URL with made-up credentials, so AWS is never reached by one; refused
    /// outside Development.
    /// </summary>
    public Uri? EmulatorUrl { get; init; }

    /// <summary>An access key; null, the default, takes what the AWS SDK finds in the environment, which a role should provide.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The access key's secret; null, the default, without <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The session token of temporary keys; null, the default, for lasting ones.</summary>
    public string? SessionToken { get; init; }

    /// <summary>The table of members, 3 to 255 letters, digits, hyphens, dots or underscores. Default autoscaler-silos.</summary>
    public string SiloTable { get; init; } = "autoscaler-silos";

    /// <summary>The table of grains' state, named like <see cref="SiloTable"/>. Default autoscaler-state.</summary>
    public string StateTable { get; init; } = "autoscaler-state";

    /// <summary>The table of reminders, named like <see cref="SiloTable"/>. Default autoscaler-reminders.</summary>
    public string ReminderTable { get; init; } = "autoscaler-reminders";

    /// <summary>Whether silos make the tables that are not there. Default true; false where they are made with the rest of the account.</summary>
    public bool CreateTables { get; init; } = true;

    /// <summary>What the providers call the service: a region, or an emulator's URL.</summary>
    public string Service => EmulatorUrl?.OriginalString ?? Region ?? string.Empty;
}
