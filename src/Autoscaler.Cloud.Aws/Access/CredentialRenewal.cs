using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Autoscaler.Cloud.Aws.Access;

/// <summary>
/// Has credentials that AWS refuses as expired fetched anew with the next request. The SDK renews them by their own word alone: those that end sooner than they said, because
/// a session was revoked or the machine was asleep, it would send until then.
/// </summary>
internal sealed class CredentialRenewal : IRuntimePipelineCustomizer
{
    public string UniqueName => "Autoscaler.CredentialRenewal";

    /// <summary>Adds it to every client that is made from now on; once is enough.</summary>
    public static void Use() => RuntimePipelineCustomizerRegistry.Instance.Register(new CredentialRenewal());

    public void Customize(Type type, RuntimePipeline pipeline) => pipeline.AddHandlerAfter<RetryHandler>(new Handler());

    private sealed class Handler : PipelineHandler
    {
        public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            try
            {
                return await base.InvokeAsync<T>(executionContext);
            }
            catch (AmazonServiceException e) when (e.ErrorCode is "ExpiredToken" or "ExpiredTokenException" or "RequestExpired")
            {
                (executionContext.RequestContext.Identity as RefreshingAWSCredentials)?.ClearCredentials();
                throw;
            }
        }
    }
}
