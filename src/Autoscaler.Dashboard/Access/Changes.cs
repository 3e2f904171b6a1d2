using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Dashboard.Text;
using Microsoft.Extensions.Logging;
using Radzen;

namespace Autoscaler.Dashboard.Access;

/// <summary>Makes changes in the caller's name, and reads what somebody asks for; says what came of it.</summary>
/// <param name="session">The caller.</param>
/// <param name="notices">Shows that a change was made.</param>
/// <param name="logger">Is told what nobody expected.</param>
public sealed partial class Changes(DashboardSession session, NotificationService notices, ILogger<Changes> logger)
{
    private const double NoticeMilliseconds = 5_000;

    /// <summary>Makes a change.</summary>
    /// <param name="done">What to say once it is made.</param>
    /// <param name="change">The change.</param>
    /// <returns>Why it was not made, for a person; empty where it was.</returns>
    public Task<ImmutableArray<string>> TryAsync(string done, Func<CancellationToken, Task<ChangeResult>> change) =>
        TryAsync(done, change, static error => $"{error.Field}: expected {error.Expected}; found {error.Found}");

    /// <summary>As above, with errors as the caller words them.</summary>
    public Task<ImmutableArray<string>> TryAsync(string done, Func<CancellationToken, Task<ChangeResult>> change, Func<SpecError, string> word) => GuardAsync(done, async () =>
    {
        var result = await session.AsCallerAsync(change);
        return result.Outcome switch
        {
            WriteOutcome.Refused => [.. result.Errors.Select(word)],
            WriteOutcome.Conflict => [$"Somebody else changed this meanwhile; it is at version {Shown.Count(result.Version)} now. Look at what stands, and try again."],
            WriteOutcome.Absent => ["It does not exist any more."],
            _ => [],
        };
    });

    /// <summary>Asks for something that is taken or not.</summary>
    /// <param name="done">What to say where it is taken.</param>
    /// <param name="refused">What to say where it is not.</param>
    /// <param name="ask">Asks.</param>
    public Task<ImmutableArray<string>> TryAsync(string done, string refused, Func<CancellationToken, Task<bool>> ask) => GuardAsync(done, async () =>
    {
        ImmutableArray<string> errors = await session.AsCallerAsync(ask) ? [] : [refused];
        return errors;
    });

    /// <summary>Reads what somebody asked for. Where that fails they are told, the page stays, and nothing is read.</summary>
    public async Task<T?> TryReadAsync<T>(Func<CancellationToken, Task<T>> read)
        where T : class
    {
        try
        {
            return await session.AsCallerAsync(read);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnread(e);
            notices.Notify(new NotificationMessage { Severity = NotificationSeverity.Warning, Summary = "The silo did not answer. Try again.", Duration = NoticeMilliseconds });
            return null;
        }
    }

    private async Task<ImmutableArray<string>> GuardAsync(string done, Func<Task<ImmutableArray<string>>> change)
    {
        try
        {
            var errors = await change();
            if (errors.IsEmpty)
            {
                notices.Notify(new NotificationMessage { Severity = NotificationSeverity.Success, Summary = done, Duration = NoticeMilliseconds });
            }

            return errors;
        }
        catch (AccessDeniedException e)
        {
            return [e.Denial == AccessDenial.RoleTooLow ? "Your key's role may not do this." : "This does not exist for your key."];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it is, the page stays, and whoever asked knows that nobody can say whether it was made.
            LogFailed(done, e);
            return ["The silo did not answer. It may have been done all the same: look at what stands before you try again."];
        }
    }

    [LoggerMessage(LogLevel.Warning, "What a page asked for could not be read.")]
    private partial void LogUnread(Exception exception);

    [LoggerMessage(LogLevel.Warning, "A change asked for on a page failed; it would have been told as '{Done}'.")]
    private partial void LogFailed(string done, Exception exception);
}
