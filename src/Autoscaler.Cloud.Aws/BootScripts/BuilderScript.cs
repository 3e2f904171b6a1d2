using System.Text.Encodings.Web;
using System.Text.Json;
using Autoscaler.Cloud.Aws.Ec2;
using Autoscaler.Cloud.Aws.Tags;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Caching;

namespace Autoscaler.Cloud.Aws.BootScripts;

/// <summary>
/// The script of a builder: makes a file system on its volume, pulls the image into a containerd store there, or copies the weights, checks what it has, tags itself with
/// that, and stops. What the volume is, whose and of which build, stands in <c>autoscaler.json</c> on it. It needs no network but the registry's, the object store's and EC2's.
/// </summary>
internal sealed class BuilderScript(string region)
{
    private const int HashLength = 64;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The store is what an instance mounts: a whole containerd root, with the image unpacked for the overlayfs snapshotter.
    private const string ImageSteps = """
        containerd --root "$volume/containerd" --state /run/autoscaler-builder --address /run/autoscaler-builder.sock &
        daemon=$!
        for try in $(seq 60); do ctr --address /run/autoscaler-builder.sock version >/dev/null 2>&1 && break; sleep 1; done
        registry="${reference%%/*}"
        credentials=()
        case "$registry" in
          *.dkr.ecr.*.amazonaws.com*) credentials=(--user "AWS:$(aws ecr get-login-password --region "$(cut -d. -f4 <<<"$registry")")") ;;
        esac
        ctr --address /run/autoscaler-builder.sock --namespace autoscaler images pull "${credentials[@]}" "$reference" >/dev/null
        found="sha256:$(ctr --address /run/autoscaler-builder.sock --namespace autoscaler content get "$content" | sha256sum | cut -d' ' -f1)"
        kill "$daemon"; wait "$daemon" || true
        """;

    /// <summary>
    /// Python: the hash of a list of objects, (key, size, etag) each as JSON on standard input, below the prefix that is the argument; the same as the store of weights tells
    /// in their version.
    /// </summary>
    public const string ListHash = """
        import sys,json,hashlib,struct
        h=hashlib.sha256()
        def text(t):
          b=t.encode(); h.update(struct.pack("<q",len(b))); h.update(b)
        for k,s,e in sorted((o for o in json.load(sys.stdin) if not (o[0].endswith("/") and o[1]==0)), key=lambda o: o[0].encode("utf-16-be")):
          text(k[len(sys.argv[1]):]); h.update(struct.pack("<q",s)); text(e)
        print(h.hexdigest())
        """;

    // Listed before and after, for what is copied meanwhile may be two versions in one.
    private const string WeightsSteps = """
        mkdir -p "$volume/weights"
        bucket="${reference#s3://}"; prefix="${bucket#*/}"; bucket="${bucket%%/*}"
        cat > /run/list-hash.py <<'AUTOSCALER_END'
        @LISTHASH@
        AUTOSCALER_END
        list() {
          aws s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix" --output json --query 'Contents[].[Key,Size,ETag]' | python3 /run/list-hash.py "$prefix"
        }
        before="$(list)"
        aws s3 cp --recursive --no-progress --only-show-errors "s3://$bucket/$prefix" "$volume/weights"
        found="$(list)"
        [ "$before" = "$found" ]
        """;

    private const string Script = """
        #!/bin/bash
        set -Eeuo pipefail
        content=@CONTENT@
        reference=@REFERENCE@
        export AWS_DEFAULT_REGION=@REGION@
        volume=/mnt/autoscaler
        token="$(curl -fsS -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 21600' http://169.254.169.254/latest/api/token)"
        instance="$(curl -fsS -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/instance-id)"
        say() { aws ec2 create-tags --resources "$instance" --tags "$@"; }
        step=start
        fail() {
          say "Key=@STATE@,Value=failed" "Key=@FAILURE@,Value=the builder failed at: $step" || true
          shutdown -h now
        }
        trap fail ERR
        step=volume
        for try in $(seq 60); do [ -e @DEVICE@ ] && break; sleep 1; done
        mkfs.ext4 -q -m 0 @DEVICE@
        mkdir -p "$volume"
        mount @DEVICE@ "$volume"
        printf '%s\n' @OWNER@ > "$volume/autoscaler.json"
        step=pull
        @STEPS@
        step=measure
        sync
        bytes="$(du -sb "$volume" | cut -f1)"
        umount "$volume"
        step=report
        say "Key=@STATE@,Value=done" "Key=@DIGEST@,Value=$found" "Key=@BYTES@,Value=$bytes"
        trap - ERR
        shutdown -h now

        """;

    /// <summary>The script of one build; the same for the same build.</summary>
    /// <exception cref="ScriptTooLongException">It is longer than EC2 takes.</exception>
    public string Render(SnapshotBuild build)
    {
        ArgumentNullException.ThrowIfNull(build);
        var weights = WeightsContent.VersionOf(build.Image.Digest);
        var text = Script
            .Replace("@STEPS@", weights is null ? ImageSteps : WeightsSteps, StringComparison.Ordinal)
            .Replace("@LISTHASH@", ListHash, StringComparison.Ordinal)
            .Replace("@DEVICE@", FoundBuild.Device, StringComparison.Ordinal)
            .Replace("@STATE@", TagNames.BuildState, StringComparison.Ordinal)
            .Replace("@FAILURE@", TagNames.BuildFailure, StringComparison.Ordinal)
            .Replace("@DIGEST@", TagNames.BuildDigest, StringComparison.Ordinal)
            .Replace("@BYTES@", TagNames.BuildBytes, StringComparison.Ordinal)
            .Replace("@OWNER@", Quoted(JsonSerializer.Serialize(new VolumeOwner(build.Endpoint.ToString(), build.Image.Digest.Value, build.Attempt), Json)), StringComparison.Ordinal)
            .Replace("@REGION@", Quoted(region), StringComparison.Ordinal)
            .Replace("@CONTENT@", Quoted(build.Image.Digest.Value), StringComparison.Ordinal)
            .Replace("@REFERENCE@", Quoted(weights is { } version ? LocationOf(version) : ByDigest(build.Image.Reference, build.Image.Digest)), StringComparison.Ordinal)
            .ReplaceLineEndings("\n");
        return ScriptText.Checked(text, $"the builder of {build.Image.Digest} for {build.Endpoint}");
    }

    /// <summary>The hash that a version of weights ends in, <c>location@hash</c>; null where it ends otherwise.</summary>
    public static string? HashOf(WeightsVersion version) =>
        version.Value.LastIndexOf('@') is >= 0 and var at && version.Value[(at + 1)..] is { Length: HashLength } hash && hash.All(char.IsAsciiHexDigitLower) ? hash : null;

    private static string LocationOf(WeightsVersion version) => version.Value.LastIndexOf('@') is > 0 and var at ? version.Value[..at] : version.Value;

    // What is pulled is what the digest names, whatever the tag stands for by now.
    private static string ByDigest(string reference, ImageDigest digest)
    {
        var name = reference.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return $"{(colon > name.LastIndexOf('/') ? name[..colon] : name)}@{digest}";
    }

    // What the volume says of itself, for whoever mounts it to check.
    private sealed record VolumeOwner(string Endpoint, string Content, int Build);

    // For a shell: nothing within single quotes means anything to it.
    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
