namespace Autoscaler.Cloud.Simulated.Events;

/// <summary>
/// One source of chance for each purpose and thing, all from one seed: a draw more for one instance leaves every other instance, and every other purpose, as it was.
/// </summary>
internal sealed class RandomStreams(ulong seed)
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    /// <summary>The stream of a purpose and a thing, named by a stable id.</summary>
    public SeededRandom Of(string purpose, string key) => Of(purpose, key, 0);

    /// <summary>The stream of a purpose and one of a thing's numbered parts.</summary>
    public SeededRandom Of(string purpose, string key, long number) => FamilyOf(purpose, key).At(number);

    /// <summary>The streams of a purpose and all of a thing's numbered parts, for things with many.</summary>
    public Family FamilyOf(string purpose, string key) => new(Mix((Mix(FnvOffset ^ seed, purpose) ^ '/') * FnvPrime, key));

    /// <summary>The streams of one purpose and thing.</summary>
    internal readonly struct Family(ulong hash)
    {
        /// <summary>The stream of one numbered part.</summary>
        public SeededRandom At(long number) => new((hash ^ (ulong)number) * FnvPrime);
    }

    private static ulong Mix(ulong hash, string text)
    {
        foreach (var character in text)
        {
            hash = (hash ^ character) * FnvPrime;
        }

        return hash;
    }
}
