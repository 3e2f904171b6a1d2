using System.Security.Cryptography;
using Autoscaler.Contracts.Clients;

namespace Autoscaler.SiloHost.Clouds;

/// <summary>The secret of slot tokens beside the stored state: made at the first start, and readable by nobody else. Instances that run show tokens made with it.</summary>
internal static class SlotSecretFile
{
    private const string Name = "slot-tokens.secret";
    private const int SecretBytes = 48;

    /// <summary>The secret of a folder.</summary>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public static SlotTokenSecret ReadOrCreate(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var writer = new StreamWriter(path, options);
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)));
        }

        try
        {
            return SlotTokenSecret.FromText(File.ReadAllText(path).Trim());
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{path}: {e.Message} Instances that run would not be known any more with another; nothing was changed.", e);
        }
    }
}
