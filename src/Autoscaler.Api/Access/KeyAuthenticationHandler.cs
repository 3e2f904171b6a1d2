using System.Security.Claims;
using System.Text.Encodings.Web;
using Autoscaler.Api.Problems;
using Autoscaler.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Api.Access;

/// <summary>Finds out whose the key is that a request shows as its bearer token.</summary>
internal sealed class KeyAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    KeyCheck keys) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "autoscaler-key";

    private const string Bearer = "Bearer";
    private const string NotInForce = "The key is not in force.";

    private TimeSpan? _slowedFor;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ReadToken() is not { } text)
        {
            return AuthenticateResult.NoResult();
        }

        switch (await keys.AdmitAsync(text, Context.Connection.RemoteIpAddress, Context.RequestAborted))
        {
            case KeyAnswer.InForce(var caller, var token):
                var principal = new ClaimsPrincipal(new KeyIdentity(new ApiCaller(caller, token), Scheme.Name));
                return AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name));
            case KeyAnswer.Slowed(var wait):
                _slowedFor = wait;
                return AuthenticateResult.Fail("Too many keys have failed.");
            default:
                return AuthenticateResult.Fail(NotInForce);
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        var problem = _slowedFor is { } wait
            ? new Problem(ProblemKind.TooManyRequests, "Too many keys from this address have failed.") { RetryAfter = wait }
            : new Problem(result.None ? ProblemKind.NoKey : ProblemKind.InvalidKey);
        if (problem.Kind.Status == StatusCodes.Status401Unauthorized)
        {
            Response.Headers.WWWAuthenticate = result.None ? Bearer : $"{Bearer} error=\"invalid_token\"";
        }

        await problem.ExecuteAsync(Context);
    }

    // A header of another scheme is no key; one without a token is a key that is not in force.
    private string? ReadToken()
    {
        var header = Request.Headers.Authorization;
        if (header.Count == 0)
        {
            return null;
        }

        var text = header.ToString();
        return text.StartsWith($"{Bearer} ", StringComparison.OrdinalIgnoreCase) ? text[(Bearer.Length + 1)..].Trim() : string.Empty;
    }
}
