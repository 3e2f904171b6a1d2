using System.Runtime.CompilerServices;

namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>A text that is kept beside the tests, so that a change of it is seen. <c>AUTOSCALER_ACCEPT_GOLDEN=1</c> writes it anew.</summary>
internal static class GoldenFile
{
    public static void Check(string name, string text, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("AUTOSCALER_ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"expected {path}; found none. Run with AUTOSCALER_ACCEPT_GOLDEN=1 to write it.");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
