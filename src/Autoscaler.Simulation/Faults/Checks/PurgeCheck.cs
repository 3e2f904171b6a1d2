using Autoscaler.Contracts.Caching;

namespace Autoscaler.Simulation.Faults.Checks;

/// <summary>Once all has converged: each deletion has a receipt, receipts are intact and follow on each other, and what they name is not live.</summary>
public static class PurgeCheck
{
    /// <summary>The check's name.</summary>
    public const string Name = "purge";

    /// <summary>Everything that does not hold of one endpoint.</summary>
    public static ImmutableArray<Finding> Run(EndpointReading endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var id = endpoint.Expected.Id;
        var deletions = endpoint.Receipts.Count(static receipt => receipt.Scope == PurgeScope.Endpoint);
        if (deletions != endpoint.Expected.Deletions)
        {
            findings.Add(new Finding(Name, id, null, $"{endpoint.Expected.Deletions} receipts of the endpoint's deletion", $"{deletions}"));
        }

        var previous = PurgeReceipt.FirstHashOf(id);
        foreach (var receipt in endpoint.Receipts)
        {
            if (!receipt.IsIntact || receipt.PreviousHash != previous)
            {
                findings.Add(new Finding(Name, id, null, $"receipt {receipt.Number} intact and after {previous}", $"{receipt.Hash} after {receipt.PreviousHash}, intact {receipt.IsIntact}"));
            }

            previous = receipt.Hash;
            findings.AddRange(endpoint.Live.Where(live => receipt.Resources.Any(resource => resource.Id == live.Resource.Id)).Select(live => new Finding(
                Name, id, null, $"nothing live of what receipt {receipt.Number} names", $"{live.Resource.Kind} {live.Resource.Id}")));
        }

        return findings.ToImmutable();
    }
}
