namespace Autoscaler.Dashboard.Live;

/// <summary>What a feed last read.</summary>
/// <typeparam name="T">What it reads.</typeparam>
/// <param name="Value">The latest; null before the first.</param>
/// <param name="Failure">Why it could not be read since; null where it could.</param>
/// <param name="FailingSince">Since when it cannot be read, by the wall clock; null where it can.</param>
public sealed record FeedReading<T>(T? Value, Exception? Failure, DateTimeOffset? FailingSince)
    where T : class;
