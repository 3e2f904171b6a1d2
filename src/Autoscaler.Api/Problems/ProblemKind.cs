namespace Autoscaler.Api.Problems;

/// <summary>A kind of refusal.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Name">What ends its type, <c>urn:autoscaler:problem:NAME</c>.</param>
/// <param name="Title">What it means, the same each time.</param>
internal sealed record ProblemKind(int Status, string Name, string Title)
{
    public static readonly ProblemKind InvalidRequest = new(StatusCodes.Status400BadRequest, "invalid-request", "The request is not well formed");
    public static readonly ProblemKind NoKey = new(StatusCodes.Status401Unauthorized, "no-key", "A key is needed");
    public static readonly ProblemKind InvalidKey = new(StatusCodes.Status401Unauthorized, "invalid-key", "The key is not in force");
    public static readonly ProblemKind RoleTooLow = new(StatusCodes.Status403Forbidden, "role-too-low", "The key's role is too low");
    public static readonly ProblemKind NotItsSlot = new(StatusCodes.Status403Forbidden, "not-its-slot", "The slot has another instance");
    public static readonly ProblemKind NotFound = new(StatusCodes.Status404NotFound, "not-found", "There is nothing here");
    public static readonly ProblemKind MethodNotAllowed = new(StatusCodes.Status405MethodNotAllowed, "method-not-allowed", "The method is not one of this address");
    public static readonly ProblemKind NotAcceptable = new(StatusCodes.Status406NotAcceptable, "not-acceptable", "There is no answer of that media type");
    public static readonly ProblemKind RequestTimeout = new(StatusCodes.Status408RequestTimeout, "request-timeout", "The request did not come whole in time");
    public static readonly ProblemKind Conflict = new(StatusCodes.Status409Conflict, "conflict", "The state does not allow it");
    public static readonly ProblemKind Superseded = new(StatusCodes.Status410Gone, "superseded", "The slot has no such instance any more");
    public static readonly ProblemKind VersionConflict = new(StatusCodes.Status412PreconditionFailed, "version-conflict", "Somebody else has changed it");
    public static readonly ProblemKind TooLarge = new(StatusCodes.Status413PayloadTooLarge, "too-large", "The body is too large");
    public static readonly ProblemKind UnsupportedMediaType = new(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The body's media type is not understood");
    public static readonly ProblemKind InvalidSpec = new(StatusCodes.Status422UnprocessableEntity, "invalid-spec", "What the body says is wrong");
    public static readonly ProblemKind TooManyRequests = new(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests");
    public static readonly ProblemKind Fault = new(StatusCodes.Status500InternalServerError, "fault", "Something is wrong with the service");
    public static readonly ProblemKind NotReady = new(StatusCodes.Status503ServiceUnavailable, "not-ready", "No copy serves yet");
    public static readonly ProblemKind TooManyWaiting = new(StatusCodes.Status503ServiceUnavailable, "too-many-waiting", "Too many wait for a copy");
    public static readonly ProblemKind Unavailable = new(StatusCodes.Status503ServiceUnavailable, "unavailable", "The service cannot be reached");

    /// <summary>Every kind, by status.</summary>
    public static ImmutableArray<ProblemKind> All { get; } =
    [
        InvalidRequest, NoKey, InvalidKey, RoleTooLow, NotItsSlot, NotFound, MethodNotAllowed, NotAcceptable, RequestTimeout, Conflict, Superseded, VersionConflict, TooLarge,
        UnsupportedMediaType, InvalidSpec, TooManyRequests, Fault, NotReady, TooManyWaiting, Unavailable,
    ];

    /// <summary>The type's URI.</summary>
    public string Type => $"urn:autoscaler:problem:{Name}";

    /// <summary>The kind of a refusal of which the framework tells the status alone; null where the status is none.</summary>
    public static ProblemKind? OfStatus(int status) =>
        status < StatusCodes.Status400BadRequest ? null
        : All.FirstOrDefault(kind => kind.Status == status) ?? (status < StatusCodes.Status500InternalServerError ? InvalidRequest : Fault);
}
