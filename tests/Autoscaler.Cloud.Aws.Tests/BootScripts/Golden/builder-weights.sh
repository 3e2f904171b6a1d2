#!/bin/bash
set -Eeuo pipefail
content='weights:s3://models/qwen3-8b/@cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc'
reference='s3://models/qwen3-8b/'
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
printf '%s\n' '{"endpoint":"acme/chat","content":"weights:s3://models/qwen3-8b/@cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc","build":1}' > "$volume/autoscaler.json"
step=pull
mkdir -p "$volume/weights"
bucket="${reference#s3://}"; prefix="${bucket#*/}"; bucket="${bucket%%/*}"
cat > /run/list-hash.py <<'AUTOSCALER_END'
import sys,json,hashlib,struct
h=hashlib.sha256()
def text(t):
  b=t.encode(); h.update(struct.pack("<q",len(b))); h.update(b)
for k,s,e in sorted((o for o in json.load(sys.stdin) if not (o[0].endswith("/") and o[1]==0)), key=lambda o: o[0].encode("utf-16-be")):
  text(k[len(sys.argv[1]):]); h.update(struct.pack("<q",s)); text(e)
print(h.hexdigest())
AUTOSCALER_END
list() {
  aws s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix" --output json --query 'Contents[].[Key,Size,ETag]' | python3 /run/list-hash.py "$prefix"
}
before="$(list)"
aws s3 cp --recursive --no-progress --only-show-errors "s3://$bucket/$prefix" "$volume/weights"
found="$(list)"
[ "$before" = "$found" ]
step=measure
sync
bytes="$(du -sb "$volume" | cut -f1)"
umount "$volume"
step=report
say "Key=autoscaler:build-state,Value=done" "Key=autoscaler:build-digest,Value=$found" "Key=autoscaler:build-bytes,Value=$bytes"
trap - ERR
shutdown -h now
