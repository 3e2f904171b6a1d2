namespace Autoscaler.Cloud.Aws.Tags;

/// <summary>The tags of all that this program makes on AWS. What is known of a resource is read from them, so that a crash forgets nothing.</summary>
internal static class TagNames
{
    public const string Prefix = "autoscaler:";

    /// <summary>The installation.</summary>
    public const string Fleet = Prefix + "fleet";

    public const string Tenant = Prefix + "tenant";

    /// <summary>As <c>tenant/endpoint</c>.</summary>
    public const string Endpoint = Prefix + "endpoint";

    public const string Slot = Prefix + "slot";

    public const string Generation = Prefix + "generation";

    public const string Attempt = Prefix + "attempt";

    /// <summary>The image or weights; what is longer than a tag goes on in <c>autoscaler:content.2</c> and so on.</summary>
    public const string Content = Prefix + "content";

    public const string Build = Prefix + "build";

    public const string Components = Prefix + "components";

    /// <summary>The token of the launch or build.</summary>
    public const string Token = Prefix + "token";

    /// <summary>What it is for: one of <see cref="Roles"/>.</summary>
    public const string Role = Prefix + "role";

    /// <summary>Of a launch template: how often its token was used up without a launch or a refusal.</summary>
    public const string Tries = Prefix + "tries";

    /// <summary>A builder's own: one of <see cref="BuildStates"/>.</summary>
    public const string BuildState = Prefix + "build-state";

    /// <summary>A builder's own: the content that it found.</summary>
    public const string BuildDigest = Prefix + "build-digest";

    /// <summary>A builder's own: bytes on its volume; the snapshot's too.</summary>
    public const string BuildBytes = Prefix + "build-bytes";

    /// <summary>A builder's own: why it gave up.</summary>
    public const string BuildFailure = Prefix + "build-failure";

    /// <summary>What consoles show.</summary>
    public const string DisplayName = "Name";

    /// <summary>Values of <see cref="Role"/>.</summary>
    public static class Roles
    {
        public const string Instance = "instance";
        public const string Builder = "builder";
        public const string Launch = "launch";
        public const string Entry = "entry";
        public const string Key = "key";
    }

    /// <summary>Values of <see cref="BuildState"/>.</summary>
    public static class BuildStates
    {
        public const string Done = "done";
        public const string Failed = "failed";
    }
}
