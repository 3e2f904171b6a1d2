using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Transform;
using Autoscaler.Cloud.Aws.Access;

namespace Autoscaler.Cloud.Aws.Wire;

/// <summary>
/// Calls a service that the SDK has no client for here. Everything but the shapes is the SDK's: credentials, signatures, retries, the correction of a skewed clock, timeouts.
/// </summary>
internal sealed class WireClient : AmazonServiceClient
{
    private readonly WireTarget _service;

    /// <summary>A client.</summary>
    /// <param name="connection">How to connect.</param>
    /// <param name="service">To what.</param>
    /// <param name="configure">Changes what the connection set; null for nothing.</param>
    public WireClient(AwsConnection connection, WireTarget service, Action<WireConfig>? configure = null)
        : base(connection.Credentials, Configured(connection, service, configure)) => _service = service;

    protected override IServiceMetadata ServiceMetadata => new Metadata(_service?.Id ?? string.Empty);

    /// <summary>Calls an operation.</summary>
    /// <exception cref="AmazonServiceException">The service answered with an error.</exception>
    /// <exception cref="AmazonClientException">No credentials, no Region.</exception>
    public async Task<TOutput> CallAsync<TInput, TOutput>(WireOperation<TInput, TOutput> operation, TInput input, CancellationToken cancellationToken)
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = new Marshaller<TInput, TOutput>(_service, operation),
            ResponseUnmarshaller = new Unmarshaller<TInput, TOutput>(operation),
        };
        var answer = await InvokeAsync<Answer<TOutput>>(new Request<TInput> { Input = input }, options, cancellationToken);
        return answer.Output!;
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new Routing());
        pipeline.AddHandlerAfter<Marshaller>(new Signing());
    }

    private static WireConfig Configured(AwsConnection connection, WireTarget service, Action<WireConfig>? configure)
    {
        var config = connection.Configure(new WireConfig(service), service.Id.ToUpperInvariant());
        configure?.Invoke(config);
        return config;
    }

    private sealed class Metadata(string id) : IServiceMetadata
    {
        public string ServiceId => id;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }

    private sealed class Request<TInput> : AmazonWebServiceRequest
    {
        public required TInput Input { get; init; }
    }

    private sealed class Answer<TOutput> : AmazonWebServiceResponse
    {
        public TOutput? Output { get; init; }
    }

    private sealed class Marshaller<TInput, TOutput>(WireTarget service, WireOperation<TInput, TOutput> operation) : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var body = new PooledContentStream();
            operation.Write(body.BufferWriter, ((Request<TInput>)input).Input);
            var request = new DefaultRequest(input, service.Id) { HttpMethod = "POST", ResourcePath = "/", ContentStream = body };
            request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{operation.Name}";
            request.Headers["Content-Type"] = $"application/x-amz-json-{service.JsonVersion}";
            return request;
        }
    }

    private sealed class Unmarshaller<TInput, TOutput>(WireOperation<TInput, TOutput> operation) : JsonResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => new Answer<TOutput> { Output = operation.Read(input.Stream) };

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
            WireError.Read(input, innerException, statusCode);

        // Errors too: whoever answers may answer without an end.
        protected override UnmarshallerContext ConstructUnmarshallerContext(Stream responseStream, bool maintainResponseBody, IWebResponseData response, bool isException) =>
            base.ConstructUnmarshallerContext(new BoundedStream(responseStream, operation.MaxAnswerBytes), maintainResponseBody, response, isException);

        protected override UnmarshallerContext ConstructUnmarshallerContext(
            Stream responseStream, bool maintainResponseBody, IWebResponseData response, bool isException, IRequestContext requestContext) =>
            base.ConstructUnmarshallerContext(new BoundedStream(responseStream, operation.MaxAnswerBytes), maintainResponseBody, response, isException, requestContext);
    }

    private sealed class Routing : PipelineHandler
    {
        public override void InvokeSync(IExecutionContext executionContext)
        {
            Set(executionContext);
            base.InvokeSync(executionContext);
        }

        public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            Set(executionContext);
            return base.InvokeAsync<T>(executionContext);
        }

        private static void Set(IExecutionContext executionContext)
        {
            var config = (WireConfig)executionContext.RequestContext.ClientConfig;
            var request = executionContext.RequestContext.Request;
            request.Endpoint = config.Address();
            request.AuthenticationRegion = config.AuthenticationRegion ?? config.RegionEndpoint?.SystemName;
        }
    }

    private sealed class Signing : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }
}
