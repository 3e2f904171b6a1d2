using System.Text.RegularExpressions;

namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>
/// The <c>?</c> and <c>!</c> behind reference types in a line of <see cref="ApiText"/>. A type without a mark comes from code that says nothing of null, or is a
/// value type; it agrees with both.
/// </summary>
internal static partial class NullabilityMarks
{
    /// <summary>The line without its marks.</summary>
    public static string Without(string line) => Marks().Replace(line, "");

    /// <summary>Whether two lines are the same, and contradict each other nowhere on null.</summary>
    public static bool Agree(string expected, string found)
    {
        var left = 0;
        var right = 0;
        while (left < expected.Length || right < found.Length)
        {
            var leftMark = TakeMark(expected, ref left);
            var rightMark = TakeMark(found, ref right);
            var contradict = leftMark is not null && rightMark is not null && leftMark != rightMark;
            if (contradict || left < expected.Length != right < found.Length || (left < expected.Length && expected[left] != found[right]))
            {
                return false;
            }

            left++;
            right++;
        }

        return true;
    }

    [GeneratedRegex("[?!]")]
    private static partial Regex Marks();

    private static char? TakeMark(string line, ref int at) => at < line.Length && line[at] is '?' or '!' ? line[at++] : null;
}
