namespace Autoscaler.SiloHost.Clouds;

/// <summary>Which cloud a folder's state is of: instances of one are not there in another, and would be launched anew, or taken for lost.</summary>
internal static class CloudMark
{
    private const string Name = "cloud.txt";

    /// <summary>Looks whether the state is of this cloud; a folder that says nothing is marked.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cloud">The cloud, as <c>simulated</c> or <c>aws us-east-1 autoscaler</c>.</param>
    /// <exception cref="InvalidDataException">It is of another.</exception>
    public static void Check(string folder, string cloud)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, cloud + '\n');
            return;
        }

        var found = File.ReadAllText(path).Trim();
        if (found != cloud)
        {
            throw new InvalidDataException($"{path}: expected state of the cloud '{cloud}'; found '{found}'. Nothing was changed. Give another folder.");
        }
    }
}
