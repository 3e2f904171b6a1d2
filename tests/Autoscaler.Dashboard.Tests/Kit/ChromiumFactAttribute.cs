namespace Autoscaler.Dashboard.Tests.Kit;

/// <summary>A test in a real browser. Where there is none it is skipped and says so; in CI there must be one.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = $"No browser: expected one at {string.Join(" or ", Chromium.Places)} (apt-get install chromium).";
        }
    }
}
