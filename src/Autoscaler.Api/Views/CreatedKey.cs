using Autoscaler.Contracts.Access;

namespace Autoscaler.Api.Views;

/// <summary>A key that was made.</summary>
/// <param name="Key">The key.</param>
/// <param name="Token">What its holder shows: told this once, and stored nowhere.</param>
internal sealed record CreatedKey(ApiKeyView Key, string Token);
