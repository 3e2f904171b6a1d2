using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Endpoints;

/// <summary>Changes of an endpoint for whoever knows that nobody else makes any.</summary>
public static class EndpointGrainExtensions
{
    /// <summary>Puts a spec, whatever stands.</summary>
    public static Task<ChangeResult> PutAsync(this IEndpointGrain endpoint, EndpointSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.PutAsync(spec, WriteCondition.None, cancellationToken);
    }

    /// <summary>Replaces a policy, whatever stands.</summary>
    public static Task<ChangeResult> SetPolicyAsync(this IEndpointGrain endpoint, ComponentName component, ScalingPolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.SetPolicyAsync(component, policy, WriteCondition.None, cancellationToken);
    }

    /// <summary>Begins the deletion, whatever stands.</summary>
    public static Task<ChangeResult> DeleteAsync(this IEndpointGrain endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.DeleteAsync(WriteCondition.None, cancellationToken);
    }
}
