using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Autoscaler.Contracts.Clients;
using Autoscaler.Cloud.Aws.Ec2;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Aws.BootScripts;

/// <summary>
/// The script of an accelerator instance: writes what the agent is told to a file that root alone can read, gets the agent, checks its hash, and runs it as a service.
/// Everything that varies is in the JSON document, behind a quoted delimiter, so that no name can become a command.
/// </summary>
internal sealed class InstanceScript(AgentOptions options, SlotTokenSecret secret) : IBootScript
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    // A unit file rather than a background process, so that the agent is started again when it dies.
    private const string Script = """
        #!/bin/bash
        set -euo pipefail
        umask 077
        mkdir -p /etc/autoscaler /opt/autoscaler
        cat > /etc/autoscaler/agent.json <<'AUTOSCALER_END'
        @DOCUMENT@
        AUTOSCALER_END
        cat > /opt/autoscaler/install <<'AUTOSCALER_END'
        #!/bin/bash
        set -euo pipefail
        @DOWNLOAD@
        echo "@SHA256@  /opt/autoscaler/agent.tgz" | sha256sum --check --quiet
        tar -xzf /opt/autoscaler/agent.tgz -C /opt/autoscaler
        AUTOSCALER_END
        chmod 700 /opt/autoscaler/install
        cat > /etc/systemd/system/autoscaler-agent.service <<'AUTOSCALER_END'
        [Unit]
        Description=Autoscaler node agent
        Wants=network-online.target containerd.service
        After=network-online.target containerd.service
        StartLimitIntervalSec=0
        [Service]
        ExecStartPre=/bin/sh -c 'test -x /opt/autoscaler/autoscaler-agent || /opt/autoscaler/install'
        ExecStart=/opt/autoscaler/autoscaler-agent --config /etc/autoscaler/agent.json
        Restart=always
        RestartSec=2
        TimeoutStartSec=300
        [Install]
        WantedBy=multi-user.target
        AUTOSCALER_END
        systemctl daemon-reload
        systemctl enable --now --no-block autoscaler-agent.service

        """;

    public string Render(LaunchRequest request, ImmutableArray<CacheVolume> volumes)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = new AgentDocument(
            options.ApiUrl.AbsoluteUri,
            request.Slot.ToString(),
            request.Generation,
            Math.Max(1, request.Attempt),
            SlotToken.Create(secret, request.Slot, request.Generation),
            options.FallbackRegistry,
            [.. request.Images.Select(static source => new AgentImage(source.Image.Value, MechanismNames.NameOf(source.Mechanism), source.Build))],
            [.. volumes.Select(static volume => new AgentVolume(volume.Device, volume.MountPoint, "rw", volume.Source.Image.Value, volume.Source.Build ?? 0))]);
        var text = Script.ReplaceLineEndings("\n")
            .Replace("@DOWNLOAD@", Download(options.Source, "/opt/autoscaler/agent.tgz"), StringComparison.Ordinal)
            .Replace("@SHA256@", options.Sha256, StringComparison.Ordinal)

            // Last: what it holds is not looked at again.
            .Replace("@DOCUMENT@", JsonSerializer.Serialize(document, Json), StringComparison.Ordinal);
        return ScriptText.Checked(text, $"slot {request.Slot}, generation {request.Generation}");
    }

    // The address is an option that was checked: it holds no quote and no white space.
    private static string Download(Uri source, string file) => source.Scheme == "s3"
        ? $"aws s3 cp --no-progress '{source.AbsoluteUri}' {file}"
        : $"curl --fail --silent --show-error --location --retry 8 --retry-all-errors --max-time 240 --output {file} '{source.AbsoluteUri}'";

    private sealed record AgentDocument(
        string Api, string Slot, int Generation, int Attempt, string Token, string? FallbackRegistry, ImmutableArray<AgentImage> Images, ImmutableArray<AgentVolume> Volumes);

    private sealed record AgentImage(string Content, string Mechanism, int? Build);

    private sealed record AgentVolume(string Device, string Mount, string Mode, string Content, int Build);
}
