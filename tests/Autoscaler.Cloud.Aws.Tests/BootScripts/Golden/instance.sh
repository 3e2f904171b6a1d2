#!/bin/bash
set -euo pipefail
umask 077
mkdir -p /etc/autoscaler /opt/autoscaler
cat > /etc/autoscaler/agent.json <<'AUTOSCALER_END'
{
  "api": "https://autoscaler.example.com/",
  "slot": "acme/chat/3",
  "generation": 7,
  "attempt": 2,
  "token": "acme/chat/3/7.yMrHUXPNktRvn9_UO8FyJY9rb74M8Zx65aRvvtQJPoQ",
  "fallbackRegistry": "123456789012.dkr.ecr.us-east-1.amazonaws.com",
  "images": [
    {
      "content": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "mechanism": "snapshot-rate",
      "build": 4
    },
    {
      "content": "weights:s3://models/qwen3-8b/@cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
      "mechanism": "snapshot-lazy",
      "build": 1
    },
    {
      "content": "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
      "mechanism": "registry-parallel"
    }
  ],
  "volumes": [
    {
      "device": "/dev/sdf",
      "mount": "/var/lib/autoscaler/cache/f",
      "mode": "rw",
      "content": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "build": 4
    },
    {
      "device": "/dev/sdg",
      "mount": "/var/lib/autoscaler/cache/g",
      "mode": "rw",
      "content": "weights:s3://models/qwen3-8b/@cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
      "build": 1
    }
  ]
}
AUTOSCALER_END
cat > /opt/autoscaler/install <<'AUTOSCALER_END'
#!/bin/bash
set -euo pipefail
curl --fail --silent --show-error --location --retry 8 --retry-all-errors --max-time 240 --output /opt/autoscaler/agent.tgz 'https://downloads.example.com/autoscaler-agent-1.0.tgz'
echo "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb  /opt/autoscaler/agent.tgz" | sha256sum --check --quiet
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
