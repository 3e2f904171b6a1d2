#!/bin/bash
set -Eeuo pipefail
content='sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
reference='123456789012.dkr.ecr.us-east-1.amazonaws.com/lmi@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
export AWS_DEFAULT_REGION='us-east-1'
volume=/mnt/autoscaler
token="$(curl -fsS -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 21600' http://169.254.169.254/latest/api/token)"
instance="$(curl -fsS -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/instance-id)"
say() { aws ec2 create-tags --resources "$instance" --tags "$@"; }
step=start
fail() {
  say "Key=autoscaler:build-state,Value=failed" "Key=autoscaler:build-failure,Value=the builder failed at: $step" || true
  shutdown -h now
}
trap fail ERR
step=volume
for try in $(seq 60); do [ -e /dev/sdf ] && break; sleep 1; done
mkfs.ext4 -q -m 0 /dev/sdf
mkdir -p "$volume"
mount /dev/sdf "$volume"
printf '%s\n' '{"endpoint":"acme/chat","content":"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","build":4}' > "$volume/autoscaler.json"
step=pull
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
step=measure
sync
bytes="$(du -sb "$volume" | cut -f1)"
umount "$volume"
step=report
say "Key=autoscaler:build-state,Value=done" "Key=autoscaler:build-digest,Value=$found" "Key=autoscaler:build-bytes,Value=$bytes"
trap - ERR
shutdown -h now
