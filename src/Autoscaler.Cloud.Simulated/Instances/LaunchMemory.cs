using Autoscaler.Cloud.Instances;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Simulated.Instances;

/// <summary>What launch calls were answered, by token, so that a repeated call launches nothing.</summary>
internal sealed class LaunchMemory
{
    // A cloud remembers tokens for a day or so; a token older than this many launches would launch again.
    private const int MaxTokens = 1_000_000;

    private readonly Dictionary<LaunchToken, AnsweredLaunch> _answers = [];
    private readonly Queue<LaunchToken> _oldestFirst = new();

    /// <summary>The answer to give again; null for a token that was not used yet.</summary>
    public LaunchResult? Find(LaunchRequest request)
    {
        if (!_answers.TryGetValue(request.Token, out var answered))
        {
            return null;
        }

        return IsSame(answered.Request, request)
            ? answered.Result
            : new LaunchResult.Rejected($"IdempotentParameterMismatch: token {request.Token} was used with another request.");
    }

    public LaunchResult Remember(LaunchRequest request, LaunchResult result)
    {
        if (_oldestFirst.Count == MaxTokens)
        {
            _answers.Remove(_oldestFirst.Dequeue());
        }

        _oldestFirst.Enqueue(request.Token);
        _answers.Add(request.Token, new AnsweredLaunch(request, result));
        return result;
    }

    private static bool IsSame(LaunchRequest left, LaunchRequest right) =>
        left.Slot == right.Slot
        && left.Generation == right.Generation
        && left.Pools.SequenceEqual(right.Pools)
        && left.Images.SequenceEqual(right.Images)
        && left.Weights.SequenceEqual(right.Weights);

    private sealed record AnsweredLaunch(LaunchRequest Request, LaunchResult Result);
}
