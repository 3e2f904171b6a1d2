using System.Text.RegularExpressions;

namespace Autoscaler.Cloud.Aws.DynamoDb;

/// <summary>The table of DynamoDB that grains are kept in.</summary>
public sealed partial record AwsGrainStorageOptions
{
    /// <summary>The table, 3 to 255 letters, digits, hyphens, underscores and dots. Two installations need two tables. Default <c>autoscaler-grains</c>.</summary>
    public string TableName { get; init; } = "autoscaler-grains";

    /// <summary>Whether the table is made where it is not there, on demand: paid by the request, without capacity to plan. Default no.</summary>
    public bool CreateTable { get; init; }

    /// <summary>How long one read or write may take, its retries together; 1 s to 1 min. Default 10 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What is wrong with them; empty where nothing is.</summary>
    public ImmutableArray<string> Check()
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        if (TableName is null || !Name().IsMatch(TableName))
        {
            errors.Add($"Aws.GrainStorage: TableName must be 3 to 255 letters, digits, hyphens, underscores and dots; found '{TableName}'.");
        }

        if (CallTimeout < TimeSpan.FromSeconds(1) || CallTimeout > TimeSpan.FromMinutes(1))
        {
            errors.Add($"Aws.GrainStorage: CallTimeout must be between 00:00:01 and 00:01:00; found {CallTimeout:c}.");
        }

        return errors.ToImmutable();
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{3,255}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
